create view oms_v1_alert as
select a.id, a.type, a.order_id,
  ${jsonText(a.body,'$.subject')} as subject
from oms_alert a;
