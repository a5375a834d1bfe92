create view oms_v1_order as
select o.id, o.platform, o.shop, o.number, o.headline, o.placed_at,
  ${jsonText(o.body,'$.latest.st')} as status,
  ${jsonText(o.body,'$.latest.raw')} as raw_status,
  ${jsonText(o.body,'$.cur')} as currency,
  ${jsonLong(o.body,'$.basis.goods')} as goods,
  ${jsonLong(o.body,'$.basis.freight')} as freight,
  ${jsonLong(o.body,'$.basis.payable')} as payable,
  ${jsonText(o.body,'$.region')} as region
from oms_order o;
