create view oms_v1_contract_item as
select i.id, i.shop, ${jsonText(i.body,'$.name')} as name, ${jsonLong(i.body,'$.size.width')} as width
from oms_contract_item i;
