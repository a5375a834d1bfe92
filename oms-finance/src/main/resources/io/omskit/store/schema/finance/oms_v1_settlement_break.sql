create view oms_v1_settlement_break as
select b.id, b.platform, b.shop, b.category, b.progress, b.difference,
  ${jsonText(b.body,'$.rule')} as rule,
  ${jsonText(b.body,'$.note')} as note
from oms_settlement_break b;
