import { FIELDS, type Field, type FileKind } from './model';

/** Names of columns as shops, spreadsheets and point-of-sale systems have them; compared without case, spaces and marks. */
const NAMES: Record<Field, string> = {
  orderNumber:
    'order number|order no|order|order id|order name|receipt|receipt number|invoice|invoice number|name|transaction id|bill no|订单号|订单编号|单号|小票号|流水号|单据编号|交易号|訂單編號|訂單號',
  orderDate:
    'order date|date|created at|paid at|processed at|purchase date|sale date|time|order time|transaction date|日期|下单时间|下单日期|订单时间|订单日期|购买日期|销售日期|交易时间|时间|成交时间|訂單日期|日期時間',
  customerNumber:
    'customer number|customer no|customer id|customer|client id|member id|member number|member no|loyalty number|external id|id|会员号|会员编号|会员卡号|会员id|客户编号|客户号|客户id|顾客编号|會員編號|顧客編號',
  name: 'full name|customer name|name|client|client name|contact|contact name|buyer|姓名|客户姓名|会员姓名|名字|客户名称|客户|收货人|顾客|顾客姓名|姓名全称|客戶姓名|顧客姓名',
  firstName: 'first name|firstname|given name|forename|名|名',
  lastName: 'last name|lastname|surname|family name|姓|姓氏',
  email: 'email|e mail|email address|mail|customer email|邮箱|电子邮箱|电子邮件|邮件|邮箱地址|電子郵件|信箱',
  phone:
    'phone|phone number|mobile|mobile phone|mobile number|telephone|tel|cell|cellphone|contact number|手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|手機|電話',
  company: 'company|organisation|organization|公司|公司名称|单位',
  address1: 'address|address 1|address1|address line 1|street|street address|地址|详细地址|收货地址|街道',
  address2: 'address 2|address2|address line 2|apartment|地址2|门牌号',
  city: 'city|town|城市|市',
  province: 'province|state|region|county|province code|省|省份|州|地区|縣市',
  zip: 'zip|zip code|postcode|postal code|post code|邮编|邮政编码|郵遞區號',
  country: 'country|country code|country region|国家|国家地区|國家',
  tags: 'tags|tag|labels|groups|标签|客户标签|分组|標籤',
  note: 'note|notes|remark|remarks|comment|comments|备注|说明|備註',
  joinedAt:
    'joined|customer since|created at|registered|registration date|sign up date|member since|created|注册时间|注册日期|入会时间|入会日期|创建时间|开卡日期|加入日期|註冊日期',
  emailConsent: 'accepts email marketing|email marketing|accepts marketing|newsletter|email consent|email opt in|接受邮件营销|邮件订阅|邮件营销|订阅邮件',
  smsConsent: 'accepts sms marketing|sms marketing|sms consent|sms opt in|接受短信营销|短信订阅|短信营销|订阅短信',
  product:
    'product|product name|product title|item|item name|title|description|lineitem name|line item name|商品|商品名称|产品|产品名称|品名|货品名称|商品名稱',
  sku: 'sku|item number|item code|product code|barcode|lineitem sku|article number|货号|商品编码|商品编号|产品编码|条码|商家编码|貨號',
  quantity: 'quantity|qty|count|units|pieces|lineitem quantity|数量|件数|购买数量|销售数量|數量',
  unitPrice: 'unit price|price|item price|lineitem price|price each|单价|价格|售价|成交单价|單價',
  discount: 'discount|discount amount|discount total|折扣|优惠|优惠金额|折扣金额|折扣額',
  shipping: 'shipping|shipping cost|shipping total|delivery|postage|freight|运费|邮费|運費',
  tax: 'tax|taxes|vat|gst|tax total|sales tax|税|税额|税费|稅額',
  total:
    'total|order total|amount|grand total|total amount|amount paid|total price|sum|总额|总计|合计|金额|订单金额|实付金额|实付|应付金额|总金额|實付金額|總計',
  currency: 'currency|currency code|币种|货币|貨幣|幣別',
  rate: 'rate|exchange rate|fx rate|汇率|匯率',
  customerId: 'shopify customer id|shopify id|customer id|merchant id|remote id|shopify customer|顾客id|客户id',
  points:
    'points|points balance|point balance|balance|available|available points|points available|points approved|approved points|current points|current points balance|total points|points tally|loyalty points|swell point balance|积分|积分余额|可用积分|当前积分|剩余积分|積分|點數',
  pointsSpent: 'points to subtract|spent points to subtract|应减积分',
  pendingPoints: 'pending points|points pending|pending|待生效积分|待确认积分|冻结积分|待入账积分',
  lotNumber: 'lot number|lot|lot id|transaction id|批次号|批次',
  earnedAt: 'earned at|earned on|earned|date earned|获得日期|获得时间|获取时间',
  availableAt: 'available from|available at|available on|approved at|可用日期|生效日期|生效时间',
  expiresAt:
    'expires at|expires on|expires|expiry|expiry date|expiration date|points expiry|points expire at|points expires at|points expiration|到期日期|到期时间|过期时间|失效日期|有效期',
  tier: 'tier|vip tier|loyalty tier|tier name|loyalty tier name|vip tier name|current tier|level|membership level|等级|会员等级|等級|會員等級',
  tierUntil: 'tier until|tier expires at|tier expiry|vip tier ends at|vip tier expires at|tier ends at|等级到期|等级有效期|等级到期日',
  birthday: 'birthday|birthdate|birth date|date of birth|dob|birthday mm dd|birthday mm dd or mm dd yyyy|birthday mm dd yyyy|生日|出生日期',
  memberSince:
    'member since|joined at|joined|enrolled at|enrollment date|enrolled|activation date|opted in at|customer since|created at|signup date|入会时间|入会日期|加入时间|加入日期|注册时间|注册日期',
};

const normal = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
const KNOWN = new Map(Object.entries(NAMES).map(([field, names]) => [field as Field, new Map(names.split('|').map((name, place) => [normal(name), place]))]));

/** The best fit of columns to fields by their headings, each field once. The nearer the front of its names, the better a heading fits. */
export function suggestColumns(kind: FileKind, headings: readonly string[]): (Field | null)[] {
  const fits = FIELDS[kind].flatMap((field) =>
    headings.flatMap((heading, column) => {
      const place = KNOWN.get(field)?.get(normal(heading));
      return place === undefined ? [] : [{ field, column, place }];
    }),
  );
  fits.sort((a, b) => a.place - b.place || a.column - b.column);
  const columns = headings.map((): Field | null => null);
  const taken = new Set<Field>();
  for (const { field, column } of fits) {
    if (columns[column] !== null || taken.has(field)) continue;
    columns[column] = field;
    taken.add(field);
  }
  return columns;
}

/** Orders have a date and money; members have points, or a tier and who they are; without these it is a list of people. */
export function suggestKind(headings: readonly string[]): FileKind {
  const found = new Set(suggestColumns('orders', headings));
  const money = found.has('total') || found.has('unitPrice');
  if (money && (found.has('orderDate') || found.has('orderNumber'))) return 'orders';
  const member = new Set(suggestColumns('members', headings));
  return member.has('points') || member.has('pendingPoints') || member.has('tier') ? 'members' : 'customers';
}
