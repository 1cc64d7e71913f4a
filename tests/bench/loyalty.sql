-- What score-loyalty works out of ORDERS, but for the models: purchases net of refunds, days, money, favourites, tie-safe scores.
copy (
    with lines as (
        select * from read_csv('ORDERS', header = true, columns = {'order_id': 'varchar', 'customer_id': 'varchar',
            'ordered_at': 'date', 'amount': 'decimal(12,2)', 'product': 'varchar', 'channel': 'varchar', 'status': 'varchar'})
    ), orders as (
        select customer_id, order_id, sum(amount) as net, min(ordered_at) filter (where amount > 0) as bought
        from lines group by all
    ), purchases as (
        select customer_id, count(*) as orders, count(distinct bought) as days, min(bought) as first_order, max(bought) as last_order
        from orders where net > 0 and bought is not null group by 1
    ), money as (
        select customer_id, sum(amount) as spend from lines group by 1
    ), products as (
        select customer_id, product from (
            select customer_id, product, row_number() over (partition by customer_id
                order by count(*) desc, sum(amount) desc, product) as place
            from lines where amount > 0 group by 1, 2) where place = 1
    ), channels as (
        select customer_id, channel from (
            select customer_id, channel, row_number() over (partition by customer_id
                order by count(*) desc, sum(amount) desc, channel) as place
            from lines where amount > 0 group by 1, 2) where place = 1
    ), size as (
        select count(*) as customers from purchases
    )
    select p.customer_id, p.first_order, p.last_order, p.orders, spend,
        1 + (5 * (rank() over (order by last_order) - 1)) // customers as r,
        1 + (5 * (rank() over (order by p.days) - 1)) // customers as f,
        1 + (5 * (rank() over (order by spend) - 1)) // customers as m,
        products.product as favourite_product, channels.channel as favourite_channel
    from purchases p join money using (customer_id) join products using (customer_id) join channels using (customer_id), size
    order by p.customer_id
) to 'RESULT' (header)
