/** The words around the pages, in the languages that staff can choose. */
export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', 'zh-CN': '简体中文' };

const en = {
  home: 'Home',
  orders: 'Orders',
  products: 'Products',
  customers: 'Customers',
  discounts: 'Discounts',
  apps: 'Apps',
  tools: 'Test tools',
  webhooks: 'Webhooks',
  flow: 'Shopify Flow',
  time: 'Store time',
  settings: 'Settings',
  app: 'App',
  search: 'Search orders, customers and products',
  language: 'Language',
  menu: 'Menu',
  storefront: 'View storefront',
  skip: 'Skip to content',
  stores: 'All stores',
  drafts: 'New order',
  viewsBuilding: 'The app’s views are being built. This one shows itself when they are ready.',
  viewsFailed: 'The app’s views could not be built. What the demo has printed says where the reason stands.',
  viewsMissing: 'There is no such view yet: run npm run build:extensions.',
};
const zh: typeof en = {
  home: '主页',
  orders: '订单',
  products: '产品',
  customers: '客户',
  discounts: '折扣',
  apps: '应用',
  tools: '测试工具',
  webhooks: 'Webhook',
  flow: 'Shopify Flow',
  time: '商店时间',
  settings: '设置',
  app: '应用管理',
  search: '搜索订单、客户和产品',
  language: '语言',
  menu: '菜单',
  storefront: '查看网店',
  skip: '跳到内容',
  stores: '所有商店',
  drafts: '新建订单',
  viewsBuilding: '正在构建应用的界面，完成后会自动显示。',
  viewsFailed: '应用的界面构建失败，原因见演示程序输出中的日志位置。',
  viewsMissing: '还没有这个界面：请运行 npm run build:extensions。',
};
export const textsOf = (locale: Locale): typeof en => (locale === 'zh-CN' ? zh : en);
