create view oms_v1_expectation as
select e.order_id, e.platform, e.shop, e.number, e.kind, e.payer, e.progress, e.currency, e.amount
from oms_expectation e;
