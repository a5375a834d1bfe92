create view oms_v1_fulfillment_order as
select f.id, f.source, f.state,
  ${jsonLong(f.body,'$.released')} as released_at
from oms_fulfillment f;
