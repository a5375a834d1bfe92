create view oms_v1_allocation as
select f.id as fulfillment_id, f.source,
  ${jsonLong(a.value,'$.order')} as order_id,
  ${jsonLong(a.value,'$.demand')} as demand,
  ${jsonText(a.value,'$.sku')} as sku,
  ${jsonLong(a.value,'$.qty')} as quantity,
  ${jsonLong(a.value,'$.shipped')} as shipped,
  ${jsonLong(a.value,'$.delivered')} as delivered
from oms_fulfillment f, ${jsonEach(f.body,'$.allocations','a')};
