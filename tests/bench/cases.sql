-- What track-cases works out of messages, as far as queries go: waits, answers, hand-offs, the last words. Left out are promises kept
-- and broken, opening again, business hours, and which words ask.
COPY (
WITH m AS (
    SELECT *, row_number() OVER () AS n, kind = 'message' AND direction = 'out' AS answers,
           kind = 'message' AND direction = 'in' AS asks
    FROM read_csv('MESSAGES', header = true, types = {'sent_at': 'TIMESTAMPTZ', 'case_id': 'VARCHAR'})
), w AS (
    SELECT *, max(sent_at) FILTER (answers) OVER (PARTITION BY case_id) AS last_answer,
           min(sent_at) FILTER (asks) OVER (PARTITION BY case_id) AS first_question,
           lag(agent) OVER (PARTITION BY case_id, answers ORDER BY sent_at, n) AS agent_before,
           lead(sent_at) OVER (PARTITION BY case_id ORDER BY sent_at, n) AS next_at
    FROM m
)
SELECT case_id, any_value(customer_id) AS customer_id, min(sent_at) AS opened_at,
       min(sent_at) FILTER (answers AND sent_at >= first_question) AS first_reply_at,
       max(sent_at) FILTER (asks) AS last_customer_at, max(sent_at) FILTER (answers) AS last_staff_at,
       min(sent_at) FILTER (asks AND (last_answer IS NULL OR sent_at > last_answer)) AS waiting_since,
       max(sent_at) FILTER (case_status = 'solved') AS solved_at,
       count(*) FILTER (asks) AS customer_messages, count(*) FILTER (answers) AS staff_messages,
       max(next_at - sent_at) FILTER (asks) AS longest_wait,
       count(*) FILTER (answers AND agent <> agent_before) AS handoffs,
       string_agg(DISTINCT agent, ';') AS agents, string_agg(DISTINCT tone_flags, ';') FILTER (asks) AS flags_in,
       string_agg(DISTINCT tone_flags, ';') FILTER (answers) AS flags_out,
       string_agg(DISTINCT topics, ';') AS topics, arg_max(topic, topic_severity) AS topic,
       max(tone_promised_by) AS promised_by, arg_max(channel, (sent_at, n)) AS last_channel,
       max(sent_at) FILTER (channel = 'phone') AS live_contact_at, arg_max(text[:200], (sent_at, n)) AS last_text
FROM w GROUP BY case_id ORDER BY opened_at, case_id
) TO '/dev/null' (HEADER, FORMAT csv);
