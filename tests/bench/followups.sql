-- What due-followups works out, as far as queries go: some of its reasons, opt-outs, consent and cap, one row a customer. Left out are
-- business hours, checks of every row, call-backs, the choice of a channel, quiet hours, owners, notes and first sentences.
COPY (
WITH m AS (
    SELECT customer_id, max(sent_at) FILTER (direction = 'out' AND kind = 'message') AS spoken,
           max(sent_at) FILTER (direction = 'in') AS heard,
           count(DISTINCT (sent_at::DATE, channel)) FILTER (direction = 'out' AND sent_at > TIMESTAMPTZ 'NOW' - INTERVAL 30 DAY) AS contacts,
           count(*) FILTER (kind IN ('unsubscribe', 'block')) AS barred
    FROM read_csv('MESSAGES', header = true, types = {'sent_at': 'TIMESTAMPTZ', 'case_id': 'VARCHAR'}) GROUP BY customer_id
), c AS (
    SELECT * FROM read_csv('CASES', header = true, all_varchar = true)
), p AS (
    SELECT * FROM read_csv('CUSTOMERS', header = true, all_varchar = true)
), l AS (
    SELECT * FROM read_csv('LOYALTY', header = true)
), due AS (
    SELECT customer_id, 'reply' AS reason, case_id AS trigger_id, waiting_since::TIMESTAMPTZ + INTERVAL 8 HOUR AS due_at,
           70 + 4 * least(repeats::INT, 5) AS urgency, false AS courtesy, 0.0 AS weight FROM c WHERE waiting_since IS NOT NULL
    UNION ALL
    SELECT customer_id, 'scene', case_id, waiting_since::TIMESTAMPTZ, 95, false, 0 FROM c
    WHERE waiting_since IS NOT NULL AND regexp_matches(flags_waiting, 'anger:error|leave|public|legal')
    UNION ALL
    SELECT customer_id, 'promise_broken', case_id, promised_by::TIMESTAMPTZ, 90, false, 0 FROM c
    WHERE promised_by::TIMESTAMPTZ < TIMESTAMPTZ 'NOW' AND solved_at IS NULL AND last_staff_at::TIMESTAMPTZ <= promised_by::TIMESTAMPTZ
    UNION ALL
    SELECT customer_id, 'keep_in_loop', case_id, coalesce(last_staff_at, opened_at)::TIMESTAMPTZ + INTERVAL 3 DAY, 50, false, 0 FROM c
    WHERE case_status IN ('open', 'pending')
    UNION ALL
    SELECT customer_id, 'check_in', case_id, solved_at::TIMESTAMPTZ + INTERVAL 7 DAY, 35, false, 0 FROM c
    WHERE kind = 'complaint' AND solved_at::TIMESTAMPTZ > TIMESTAMPTZ 'NOW' - INTERVAL 67 DAY
    UNION ALL
    SELECT customer_id, 'note_missing', case_id, solved_at::TIMESTAMPTZ, 20, false, 0 FROM c
    WHERE kind = 'complaint' AND note_left = 'no' AND solved_at::TIMESTAMPTZ > TIMESTAMPTZ 'NOW' - INTERVAL 30 DAY
    UNION ALL
    SELECT customer_id, 'win_back', segment, as_of::TIMESTAMPTZ, 30, true, value_at_risk FROM l WHERE segment IN ('at_risk', 'cant_lose')
    UNION ALL
    SELECT customer_id, 'next_purchase', last_order::VARCHAR, last_order + typical_gap_days * INTERVAL 1 DAY, 18, true, 0 FROM l
    WHERE orders >= 3 AND last_order + typical_gap_days * INTERVAL 1 DAY > TIMESTAMP 'DAY' - INTERVAL 30 DAY
), gated AS (
    SELECT due.*, p.name, p.language, p.owner, p.supervisor, p.opt_out = 'all' OR coalesce(m.barred, 0) > 0 AS barred
    FROM due LEFT JOIN p USING (customer_id) LEFT JOIN m USING (customer_id)
    WHERE due_at <= TIMESTAMPTZ 'NOW' + INTERVAL 1 DAY
      AND NOT (courtesy AND (p.consent IS NULL OR p.consent <> 'yes' OR coalesce(p.opt_out, '') = 'all' OR coalesce(m.barred, 0) > 0
                             OR coalesce(m.contacts, 0) >= 2))
      AND NOT (reason = 'win_back' AND m.spoken > TIMESTAMPTZ 'NOW' - INTERVAL 90 DAY)
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY customer_id ORDER BY urgency DESC, due_at) AS n,
           string_agg(reason || ':' || trigger_id, ';') OVER (PARTITION BY customer_id ORDER BY urgency DESC, due_at
                                                             ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS reasons
    FROM gated
)
SELECT md5(customer_id || reason || trigger_id) AS followup_id, customer_id, name, reason, trigger_id, reasons, due_at, urgency, barred, owner, supervisor
FROM ranked WHERE n = 1 ORDER BY urgency DESC, weight DESC, due_at, customer_id
) TO '/dev/null' (HEADER, FORMAT csv);
