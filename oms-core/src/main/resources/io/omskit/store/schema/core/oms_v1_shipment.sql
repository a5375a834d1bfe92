create view oms_v1_shipment as
select s.id, s.carrier, s.number, s.fulfillment_id, s.status,
  ${jsonLong(s.body,'$.shipped')} as shipped_at,
  ${jsonLong(s.body,'$.delivered')} as delivered_at
from oms_shipment s;
