create view oms_v1_contract_line as
select i.id, ${jsonText(l.value,'$.sku')} as sku, ${jsonLong(l.value,'$.quantity')} as quantity
from oms_contract_item i, ${jsonEach(i.body,'$.lines','l')};
