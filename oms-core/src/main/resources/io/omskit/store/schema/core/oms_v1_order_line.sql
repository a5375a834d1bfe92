create view oms_v1_order_line as
select o.id as order_id, o.platform, o.shop, o.number,
  ${jsonText(l.value,'$.id')} as line_id,
  ${jsonText(l.value,'$.code')} as code,
  ${jsonText(l.value,'$.title')} as title,
  ${jsonLong(l.value,'$.qty')} as quantity,
  ${jsonLong(l.value,'$.amt')} as amount,
  ${jsonText(l.value,'$.source')} as source
from oms_order o, ${jsonEach(o.body,'$.lines','l')};
