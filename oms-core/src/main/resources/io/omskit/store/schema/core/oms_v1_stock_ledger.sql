create view oms_v1_stock_ledger as
select l.id, l.position,
  ${jsonLong(l.body,'$.at')} as at,
  ${jsonText(e.value,'$.op')} as op,
  ${jsonText(e.value,'$.source')} as source,
  ${jsonText(e.value,'$.sku')} as sku,
  ${jsonLong(e.value,'$.q')} as quantity,
  ${jsonText(e.value,'$.ref')} as reference
from oms_ledger l, ${jsonEach(l.body,'$.entries','e')};
