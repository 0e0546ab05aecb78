// Made by `npm run graphql:generate` from the .graphql files beside this folder. Do not edit.
import type { AdminDocument } from '../admin-document';
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type BulkMutationErrorCode =
  | 'INTERNAL_FILE_SERVER_ERROR'
  | 'INVALID_MUTATION'
  | 'INVALID_STAGED_UPLOAD_FILE'
  | 'LIMIT_REACHED'
  | 'NO_SUCH_FILE'
  | 'OPERATION_IN_PROGRESS';
export type BulkOperationErrorCode =
  | 'ACCESS_DENIED'
  | 'INTERNAL_SERVER_ERROR'
  | 'TIMEOUT';
export type BulkOperationStatus =
  | 'CANCELED'
  | 'CANCELING'
  | 'COMPLETED'
  | 'CREATED'
  | 'EXPIRED'
  | 'FAILED'
  | 'RUNNING';
export type BulkOperationUserErrorCode =
  | 'INVALID'
  | 'LIMIT_REACHED'
  | 'OPERATION_IN_PROGRESS';
export type CountryCode =
  | 'AC'
  | 'AD'
  | 'AE'
  | 'AF'
  | 'AG'
  | 'AI'
  | 'AL'
  | 'AM'
  | 'AN'
  | 'AO'
  | 'AR'
  | 'AT'
  | 'AU'
  | 'AW'
  | 'AX'
  | 'AZ'
  | 'BA'
  | 'BB'
  | 'BD'
  | 'BE'
  | 'BF'
  | 'BG'
  | 'BH'
  | 'BI'
  | 'BJ'
  | 'BL'
  | 'BM'
  | 'BN'
  | 'BO'
  | 'BQ'
  | 'BR'
  | 'BS'
  | 'BT'
  | 'BV'
  | 'BW'
  | 'BY'
  | 'BZ'
  | 'CA'
  | 'CC'
  | 'CD'
  | 'CF'
  | 'CG'
  | 'CH'
  | 'CI'
  | 'CK'
  | 'CL'
  | 'CM'
  | 'CN'
  | 'CO'
  | 'CR'
  | 'CU'
  | 'CV'
  | 'CW'
  | 'CX'
  | 'CY'
  | 'CZ'
  | 'DE'
  | 'DJ'
  | 'DK'
  | 'DM'
  | 'DO'
  | 'DZ'
  | 'EC'
  | 'EE'
  | 'EG'
  | 'EH'
  | 'ER'
  | 'ES'
  | 'ET'
  | 'FI'
  | 'FJ'
  | 'FK'
  | 'FO'
  | 'FR'
  | 'GA'
  | 'GB'
  | 'GD'
  | 'GE'
  | 'GF'
  | 'GG'
  | 'GH'
  | 'GI'
  | 'GL'
  | 'GM'
  | 'GN'
  | 'GP'
  | 'GQ'
  | 'GR'
  | 'GS'
  | 'GT'
  | 'GW'
  | 'GY'
  | 'HK'
  | 'HM'
  | 'HN'
  | 'HR'
  | 'HT'
  | 'HU'
  | 'ID'
  | 'IE'
  | 'IL'
  | 'IM'
  | 'IN'
  | 'IO'
  | 'IQ'
  | 'IR'
  | 'IS'
  | 'IT'
  | 'JE'
  | 'JM'
  | 'JO'
  | 'JP'
  | 'KE'
  | 'KG'
  | 'KH'
  | 'KI'
  | 'KM'
  | 'KN'
  | 'KP'
  | 'KR'
  | 'KW'
  | 'KY'
  | 'KZ'
  | 'LA'
  | 'LB'
  | 'LC'
  | 'LI'
  | 'LK'
  | 'LR'
  | 'LS'
  | 'LT'
  | 'LU'
  | 'LV'
  | 'LY'
  | 'MA'
  | 'MC'
  | 'MD'
  | 'ME'
  | 'MF'
  | 'MG'
  | 'MK'
  | 'ML'
  | 'MM'
  | 'MN'
  | 'MO'
  | 'MQ'
  | 'MR'
  | 'MS'
  | 'MT'
  | 'MU'
  | 'MV'
  | 'MW'
  | 'MX'
  | 'MY'
  | 'MZ'
  | 'NA'
  | 'NC'
  | 'NE'
  | 'NF'
  | 'NG'
  | 'NI'
  | 'NL'
  | 'NO'
  | 'NP'
  | 'NR'
  | 'NU'
  | 'NZ'
  | 'OM'
  | 'PA'
  | 'PE'
  | 'PF'
  | 'PG'
  | 'PH'
  | 'PK'
  | 'PL'
  | 'PM'
  | 'PN'
  | 'PS'
  | 'PT'
  | 'PY'
  | 'QA'
  | 'RE'
  | 'RO'
  | 'RS'
  | 'RU'
  | 'RW'
  | 'SA'
  | 'SB'
  | 'SC'
  | 'SD'
  | 'SE'
  | 'SG'
  | 'SH'
  | 'SI'
  | 'SJ'
  | 'SK'
  | 'SL'
  | 'SM'
  | 'SN'
  | 'SO'
  | 'SR'
  | 'SS'
  | 'ST'
  | 'SV'
  | 'SX'
  | 'SY'
  | 'SZ'
  | 'TA'
  | 'TC'
  | 'TD'
  | 'TF'
  | 'TG'
  | 'TH'
  | 'TJ'
  | 'TK'
  | 'TL'
  | 'TM'
  | 'TN'
  | 'TO'
  | 'TR'
  | 'TT'
  | 'TV'
  | 'TW'
  | 'TZ'
  | 'UA'
  | 'UG'
  | 'UM'
  | 'US'
  | 'UY'
  | 'UZ'
  | 'VA'
  | 'VC'
  | 'VE'
  | 'VG'
  | 'VN'
  | 'VU'
  | 'WF'
  | 'WS'
  | 'XK'
  | 'YE'
  | 'YT'
  | 'ZA'
  | 'ZM'
  | 'ZW'
  | 'ZZ';
export type CurrencyCode =
  | 'AED'
  | 'AFN'
  | 'ALL'
  | 'AMD'
  | 'ANG'
  | 'AOA'
  | 'ARS'
  | 'AUD'
  | 'AWG'
  | 'AZN'
  | 'BAM'
  | 'BBD'
  | 'BDT'
  | 'BGN'
  | 'BHD'
  | 'BIF'
  | 'BMD'
  | 'BND'
  | 'BOB'
  | 'BRL'
  | 'BSD'
  | 'BTN'
  | 'BWP'
  | 'BYN'
  | 'BYR'
  | 'BZD'
  | 'CAD'
  | 'CDF'
  | 'CHF'
  | 'CLP'
  | 'CNY'
  | 'COP'
  | 'CRC'
  | 'CVE'
  | 'CZK'
  | 'DJF'
  | 'DKK'
  | 'DOP'
  | 'DZD'
  | 'EGP'
  | 'ERN'
  | 'ETB'
  | 'EUR'
  | 'FJD'
  | 'FKP'
  | 'GBP'
  | 'GEL'
  | 'GHS'
  | 'GIP'
  | 'GMD'
  | 'GNF'
  | 'GTQ'
  | 'GYD'
  | 'HKD'
  | 'HNL'
  | 'HRK'
  | 'HTG'
  | 'HUF'
  | 'IDR'
  | 'ILS'
  | 'INR'
  | 'IQD'
  | 'IRR'
  | 'ISK'
  | 'JEP'
  | 'JMD'
  | 'JOD'
  | 'JPY'
  | 'KES'
  | 'KGS'
  | 'KHR'
  | 'KID'
  | 'KMF'
  | 'KRW'
  | 'KWD'
  | 'KYD'
  | 'KZT'
  | 'LAK'
  | 'LBP'
  | 'LKR'
  | 'LRD'
  | 'LSL'
  | 'LTL'
  | 'LVL'
  | 'LYD'
  | 'MAD'
  | 'MDL'
  | 'MGA'
  | 'MKD'
  | 'MMK'
  | 'MNT'
  | 'MOP'
  | 'MRU'
  | 'MUR'
  | 'MVR'
  | 'MWK'
  | 'MXN'
  | 'MYR'
  | 'MZN'
  | 'NAD'
  | 'NGN'
  | 'NIO'
  | 'NOK'
  | 'NPR'
  | 'NZD'
  | 'OMR'
  | 'PAB'
  | 'PEN'
  | 'PGK'
  | 'PHP'
  | 'PKR'
  | 'PLN'
  | 'PYG'
  | 'QAR'
  | 'RON'
  | 'RSD'
  | 'RUB'
  | 'RWF'
  | 'SAR'
  | 'SBD'
  | 'SCR'
  | 'SDG'
  | 'SEK'
  | 'SGD'
  | 'SHP'
  | 'SLL'
  | 'SOS'
  | 'SRD'
  | 'SSP'
  | 'STD'
  | 'STN'
  | 'SYP'
  | 'SZL'
  | 'THB'
  | 'TJS'
  | 'TMT'
  | 'TND'
  | 'TOP'
  | 'TRY'
  | 'TTD'
  | 'TWD'
  | 'TZS'
  | 'UAH'
  | 'UGX'
  | 'USD'
  | 'USDC'
  | 'UYU'
  | 'UZS'
  | 'VED'
  | 'VEF'
  | 'VES'
  | 'VND'
  | 'VUV'
  | 'WST'
  | 'XAF'
  | 'XCD'
  | 'XOF'
  | 'XPF'
  | 'XXX'
  | 'YER'
  | 'ZAR'
  | 'ZMW';
export type CustomerEmailAddressMarketingState =
  | 'INVALID'
  | 'NOT_SUBSCRIBED'
  | 'PENDING'
  | 'SUBSCRIBED'
  | 'UNSUBSCRIBED';
export type CustomerMarketingConsentState =
  | 'NEVER_SUBSCRIBED'
  | 'PENDING'
  | 'REDACTED'
  | 'SUBSCRIBED'
  | 'UNSUBSCRIBED';
export type CustomerMarketingOptInLevel =
  | 'CONFIRMED_OPT_IN'
  | 'SINGLE_OPT_IN'
  | 'UNKNOWN';
export type CustomerState =
  | 'DECLINED'
  | 'DISABLED'
  | 'ENABLED'
  | 'INVITED';
export type DiscountAmountInput = {
  amount?: string | null | undefined;
  appliesOnEachItem?: boolean | null | undefined;
};
export type DiscountAutomaticBasicInput = {
  combinesWith?: DiscountCombinesWithInput | null | undefined;
  context?: DiscountContextInput | null | undefined;
  customerGets?: DiscountCustomerGetsInput | null | undefined;
  endsAt?: string | null | undefined;
  minimumRequirement?: DiscountMinimumRequirementInput | null | undefined;
  recurringCycleLimit?: number | null | undefined;
  startsAt?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
};
export type DiscountAutomaticFreeShippingInput = {
  appliesOnOneTimePurchase?: boolean | null | undefined;
  appliesOnSubscription?: boolean | null | undefined;
  combinesWith?: DiscountCombinesWithInput | null | undefined;
  context?: DiscountContextInput | null | undefined;
  destination?: DiscountShippingDestinationSelectionInput | null | undefined;
  endsAt?: string | null | undefined;
  maximumShippingPrice?: string | null | undefined;
  minimumRequirement?: DiscountMinimumRequirementInput | null | undefined;
  recurringCycleLimit?: number | null | undefined;
  startsAt?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
};
export type DiscountBuyerSelection =
  | 'ALL';
export type DiscountCodeBasicInput = {
  appliesOncePerCustomer?: boolean | null | undefined;
  code?: string | null | undefined;
  combinesWith?: DiscountCombinesWithInput | null | undefined;
  context?: DiscountContextInput | null | undefined;
  customerGets?: DiscountCustomerGetsInput | null | undefined;
  customerSelection?: DiscountCustomerSelectionInput | null | undefined;
  endsAt?: string | null | undefined;
  minimumRequirement?: DiscountMinimumRequirementInput | null | undefined;
  recurringCycleLimit?: number | null | undefined;
  startsAt?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
  usageLimit?: number | null | undefined;
};
export type DiscountCodeFreeShippingInput = {
  appliesOnOneTimePurchase?: boolean | null | undefined;
  appliesOnSubscription?: boolean | null | undefined;
  appliesOncePerCustomer?: boolean | null | undefined;
  code?: string | null | undefined;
  combinesWith?: DiscountCombinesWithInput | null | undefined;
  context?: DiscountContextInput | null | undefined;
  customerSelection?: DiscountCustomerSelectionInput | null | undefined;
  destination?: DiscountShippingDestinationSelectionInput | null | undefined;
  endsAt?: string | null | undefined;
  maximumShippingPrice?: string | null | undefined;
  minimumRequirement?: DiscountMinimumRequirementInput | null | undefined;
  recurringCycleLimit?: number | null | undefined;
  startsAt?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
  usageLimit?: number | null | undefined;
};
export type DiscountCollectionsInput = {
  add?: Array<string> | null | undefined;
  remove?: Array<string> | null | undefined;
};
export type DiscountCombinesWithInput = {
  orderDiscounts?: boolean | null | undefined;
  productDiscounts?: boolean | null | undefined;
  productDiscountsWithTagsOnSameCartLine?: ProductDiscountsWithTagsOnSameCartLineInput | null | undefined;
  shippingDiscounts?: boolean | null | undefined;
};
export type DiscountContextInput =
  {   /** All buyers are eligible for this discount. */
  all: DiscountBuyerSelection; customerSegments?: never; customers?: never; markets?: never; }
  |  { all?: never;   /** The list of customer segment IDs to add or remove from the list of customer segments. */
  customerSegments: DiscountCustomerSegmentsInput; customers?: never; markets?: never; }
  |  { all?: never; customerSegments?: never;   /** The list of customer IDs to add or remove from the list of customers. */
  customers: DiscountCustomersInput; markets?: never; }
  |  { all?: never; customerSegments?: never; customers?: never;   /** The list of market IDs to add or remove from the list of markets. */
  markets: DiscountMarketsInput; };
export type DiscountCountriesInput = {
  add?: Array<CountryCode> | null | undefined;
  includeRestOfWorld?: boolean | null | undefined;
  remove?: Array<CountryCode> | null | undefined;
};
export type DiscountCustomerGetsInput = {
  appliesOnOneTimePurchase?: boolean | null | undefined;
  appliesOnSubscription?: boolean | null | undefined;
  items?: DiscountItemsInput | null | undefined;
  value?: DiscountCustomerGetsValueInput | null | undefined;
};
export type DiscountCustomerGetsValueInput = {
  discountAmount?: DiscountAmountInput | null | undefined;
  discountOnQuantity?: DiscountOnQuantityInput | null | undefined;
  percentage?: number | null | undefined;
};
export type DiscountCustomerSegmentsInput = {
  add?: Array<string> | null | undefined;
  remove?: Array<string> | null | undefined;
};
export type DiscountCustomerSelectionInput = {
  all?: boolean | null | undefined;
  customerSegments?: DiscountCustomerSegmentsInput | null | undefined;
  customers?: DiscountCustomersInput | null | undefined;
};
export type DiscountCustomersInput = {
  add?: Array<string> | null | undefined;
  remove?: Array<string> | null | undefined;
};
export type DiscountEffectInput = {
  amount?: string | null | undefined;
  percentage?: number | null | undefined;
};
export type DiscountErrorCode =
  | 'ACTIVE_PERIOD_OVERLAP'
  | 'APPLIES_ON_NOTHING'
  | 'BLANK'
  | 'CONFLICT'
  | 'DISCOUNT_NOT_COMPATIBLE_WITH_CONDITION_TYPES'
  | 'DUPLICATE'
  | 'END_DATE_BEFORE_START_DATE'
  | 'EQUAL_TO'
  | 'EXCEEDED_MAX'
  | 'GREATER_THAN'
  | 'GREATER_THAN_OR_EQUAL_TO'
  | 'IMPLICIT_DUPLICATE'
  | 'INCLUSION'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS'
  | 'INVALID_DISCOUNT_CLASS_FOR_PRICE_RULE'
  | 'INVALID_PRODUCT_DISCOUNTS_FALSE_WITH_EXISTING_TAGS_ON_SAME_CART_LINE'
  | 'INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_FOR_DISCOUNT_CLASS'
  | 'INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_WITHOUT_PRODUCT_DISCOUNTS'
  | 'INVALID_TAG_LENGTH'
  | 'LESS_THAN'
  | 'LESS_THAN_OR_EQUAL_TO'
  | 'MAX_APP_DISCOUNTS'
  | 'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT'
  | 'MISSING_ARGUMENT'
  | 'MISSING_FUNCTION_IDENTIFIER'
  | 'MULTIPLE_FUNCTION_IDENTIFIERS'
  | 'MULTIPLE_RECURRING_CYCLE_LIMIT_FOR_NON_SUBSCRIPTION_ITEMS'
  | 'PRESENT'
  | 'PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED'
  | 'RECURRING_CYCLE_LIMIT_NOT_A_VALID_INTEGER'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_MANY_ARGUMENTS'
  | 'TOO_MANY_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE'
  | 'TOO_MANY_TAGS'
  | 'TOO_SHORT'
  | 'VALUE_OUTSIDE_RANGE';
export type DiscountItemsInput = {
  all?: boolean | null | undefined;
  collections?: DiscountCollectionsInput | null | undefined;
  products?: DiscountProductsInput | null | undefined;
};
export type DiscountMarketsInput = {
  add?: Array<string> | null | undefined;
  remove?: Array<string> | null | undefined;
};
export type DiscountMinimumQuantityInput = {
  greaterThanOrEqualToQuantity?: string | null | undefined;
};
export type DiscountMinimumRequirementInput = {
  quantity?: DiscountMinimumQuantityInput | null | undefined;
  subtotal?: DiscountMinimumSubtotalInput | null | undefined;
};
export type DiscountMinimumSubtotalInput = {
  greaterThanOrEqualToSubtotal?: string | null | undefined;
};
export type DiscountOnQuantityInput = {
  effect?: DiscountEffectInput | null | undefined;
  quantity?: string | null | undefined;
};
export type DiscountProductsInput = {
  productVariantsToAdd?: Array<string> | null | undefined;
  productVariantsToRemove?: Array<string> | null | undefined;
  productsToAdd?: Array<string> | null | undefined;
  productsToRemove?: Array<string> | null | undefined;
};
export type DiscountShippingDestinationSelectionInput = {
  all?: boolean | null | undefined;
  countries?: DiscountCountriesInput | null | undefined;
};
export type DiscountStatus =
  | 'ACTIVE'
  | 'EXPIRED'
  | 'SCHEDULED';
export type FulfillmentStatus =
  | 'CANCELLED'
  | 'ERROR'
  | 'FAILURE'
  | 'OPEN'
  | 'PENDING'
  | 'SUCCESS';
export type GiftCardCreateInput = {
  code?: string | null | undefined;
  crossCurrencyRedemptionStrategy?: GiftCardCrossCurrencyRedemptionStrategy | null | undefined;
  customerId?: string | null | undefined;
  expiresOn?: string | null | undefined;
  initialAmount?: MoneyInput | null | undefined;
  initialValue?: string | null | undefined;
  note?: string | null | undefined;
  recipientAttributes?: GiftCardRecipientInput | null | undefined;
  templateSuffix?: string | null | undefined;
};
export type GiftCardCrossCurrencyRedemptionStrategy =
  | 'MARKET_FX'
  | 'NONE'
  | 'SPOT_FX';
export type GiftCardDeactivateUserErrorCode =
  | 'GIFT_CARD_NOT_FOUND';
export type GiftCardErrorCode =
  | 'CUSTOMER_NOT_FOUND'
  | 'GIFT_CARD_LIMIT_EXCEEDED'
  | 'GREATER_THAN'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'MISSING_ARGUMENT'
  | 'RECIPIENT_NOT_FOUND'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_SHORT';
export type GiftCardRecipientInput = {
  id: string;
  message?: string | null | undefined;
  preferredName?: string | null | undefined;
  sendNotificationAt?: string | null | undefined;
};
export type MetafieldIdentifierInput = {
  key: string;
  namespace: string;
  ownerId: string;
};
export type MetafieldsSetInput = {
  compareDigest?: string | null | undefined;
  key: string;
  namespace?: string | null | undefined;
  ownerId: string;
  type?: string | null | undefined;
  value: string;
};
export type MetafieldsSetUserErrorCode =
  | 'APP_NOT_AUTHORIZED'
  | 'BLANK'
  | 'CAPABILITY_VIOLATION'
  | 'INCLUSION'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'INVALID_COMPARE_DIGEST'
  | 'INVALID_TYPE'
  | 'INVALID_VALUE'
  | 'LESS_THAN_OR_EQUAL_TO'
  | 'PRESENT'
  | 'STALE_OBJECT'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_SHORT';
export type MoneyInput = {
  amount: string;
  currencyCode: CurrencyCode;
};
export type OrderCancelReason =
  | 'CUSTOMER'
  | 'DECLINED'
  | 'FRAUD'
  | 'INVENTORY'
  | 'OTHER'
  | 'STAFF';
export type OrderDisplayFinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';
export type OrderDisplayFulfillmentStatus =
  | 'FULFILLED'
  | 'FULFILLMENT_NOT_REQUIRED'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'OPEN'
  | 'PARTIALLY_FULFILLED'
  | 'PENDING_FULFILLMENT'
  | 'REQUEST_DECLINED'
  | 'RESTOCKED'
  | 'SCHEDULED'
  | 'UNFULFILLED';
export type OrderTransactionKind =
  | 'AUTHORIZATION'
  | 'CAPTURE'
  | 'CHANGE'
  | 'EMV_AUTHORIZATION'
  | 'REFUND'
  | 'SALE'
  | 'SUGGESTED_REFUND'
  | 'VOID';
export type OrderTransactionStatus =
  | 'AWAITING_RESPONSE'
  | 'ERROR'
  | 'FAILURE'
  | 'PENDING'
  | 'SUCCESS'
  | 'UNKNOWN';
export type ProductDiscountsWithTagsOnSameCartLineInput = {
  add?: Array<string> | null | undefined;
  remove?: Array<string> | null | undefined;
};
export type ProductStatus =
  | 'ACTIVE'
  | 'ARCHIVED'
  | 'DRAFT'
  | 'UNLISTED';
export type SaleActionType =
  | 'ORDER'
  | 'RETURN'
  | 'UNKNOWN'
  | 'UPDATE';
export type SaleLineType =
  | 'ADDITIONAL_FEE'
  | 'ADJUSTMENT'
  | 'DUTY'
  | 'FEE'
  | 'GIFT_CARD'
  | 'PRODUCT'
  | 'SHIPPING'
  | 'TIP'
  | 'UNKNOWN';
export type StagedUploadHttpMethodType =
  | 'POST'
  | 'PUT';
export type StagedUploadInput = {
  fileSize?: string | null | undefined;
  filename: string;
  httpMethod?: StagedUploadHttpMethodType | null | undefined;
  mimeType: string;
  resource: StagedUploadTargetGenerateUploadResource;
};
export type StagedUploadTargetGenerateUploadResource =
  | 'BULK_MUTATION_VARIABLES'
  | 'COLLECTION_IMAGE'
  | 'DISPUTE_FILE_UPLOAD'
  | 'FILE'
  | 'IMAGE'
  | 'MODEL_3D'
  | 'PRODUCT_IMAGE'
  | 'RETURN_LABEL'
  | 'SHOP_IMAGE'
  | 'URL_REDIRECT_IMPORT'
  | 'VIDEO';
export type StoreCreditAccountCreditInput = {
  creditAmount: MoneyInput;
  expiresAt?: string | null | undefined;
  notify?: boolean | null | undefined;
};
export type StoreCreditAccountCreditUserErrorCode =
  | 'ACCOUNT_NOT_FOUND'
  | 'CREDIT_LIMIT_EXCEEDED'
  | 'EXPIRES_AT_IN_PAST'
  | 'MISMATCHING_CURRENCY'
  | 'NEGATIVE_OR_ZERO_AMOUNT'
  | 'OWNER_NOT_FOUND'
  | 'UNSUPPORTED_CURRENCY';
export type StoreCreditSystemEvent =
  | 'ADJUSTMENT'
  | 'ORDER_CANCELLATION'
  | 'ORDER_PAYMENT'
  | 'ORDER_REFUND'
  | 'PAYMENT_FAILURE'
  | 'PAYMENT_RETURNED'
  | 'TAX_FINALIZATION';
export type AddTagsMutationVariables = Exact<{
  id: string;
  tags: Array<string> | string;
}>;
export type AddTagsMutation = { tagsAdd: { node:
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
     | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };
export type BulkCollectionVersionsQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkCollectionVersionsQuery = { collections: { edges: Array<{ node: { id: string, updatedAt: string, title: string, productsCount: { count: number } | null } }> } };
export type BulkCollectionsQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkCollectionsQuery = { collections: { edges: Array<{ node: { id: string, title: string, handle: string, updatedAt: string, products: { edges: Array<{ node: { __typename: 'Product', id: string } }> } } }> } };
export type BulkCustomerVersionsQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkCustomerVersionsQuery = { customers: { edges: Array<{ node: { id: string, updatedAt: string, numberOfOrders: string, tags: Array<string>, amountSpent: { amount: string, currencyCode: CurrencyCode }, defaultEmailAddress: { marketingState: CustomerEmailAddressMarketingState, marketingUpdatedAt: string | null } | null } }> } };
export type BulkCustomersQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkCustomersQuery = { customers: { edges: Array<{ node: { id: string, firstName: string | null, lastName: string | null, state: CustomerState, locale: string, verifiedEmail: boolean, taxExempt: boolean, note: string | null, tags: Array<string>, createdAt: string, updatedAt: string, numberOfOrders: string, addressesV2: { edges: Array<{ node: { __typename: 'MailingAddress', id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null } }> }, amountSpent: { amount: string, currencyCode: CurrencyCode }, defaultEmailAddress: { emailAddress: string, marketingState: CustomerEmailAddressMarketingState, marketingOptInLevel: CustomerMarketingOptInLevel | null, marketingUpdatedAt: string | null } | null, defaultPhoneNumber: { phoneNumber: string, smsMarketingConsent: { state: CustomerMarketingConsentState, optInLevel: CustomerMarketingOptInLevel | null, updatedAt: string | null } } | null, defaultAddress: { id: string } | null } }> } };
export type BulkDiscountVersionsQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkDiscountVersionsQuery = { discountNodes: { edges: Array<{ node: { id: string, discount:
          | { updatedAt: string, title: string }
          | { updatedAt: string, title: string }
          | { updatedAt: string, title: string }
          | { updatedAt: string, title: string }
          | { updatedAt: string, title: string }
          | { updatedAt: string, title: string }
          | { updatedAt: string, title: string }
          | { updatedAt: string, title: string }
         } }> } };
export type BulkDiscountsQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkDiscountsQuery = { discountNodes: { edges: Array<{ node: { id: string, discount:
          | { __typename: 'DiscountAutomaticApp', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
          | { __typename: 'DiscountAutomaticBasic', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
          | { __typename: 'DiscountAutomaticBxgy', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
          | { __typename: 'DiscountAutomaticFreeShipping', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
          | { __typename: 'DiscountCodeApp', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string, codes: { edges: Array<{ node: { __typename: 'DiscountRedeemCode', id: string, code: string } }> } }
          | { __typename: 'DiscountCodeBasic', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string, codes: { edges: Array<{ node: { __typename: 'DiscountRedeemCode', id: string, code: string } }> } }
          | { __typename: 'DiscountCodeBxgy', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string, codes: { edges: Array<{ node: { __typename: 'DiscountRedeemCode', id: string, code: string } }> } }
          | { __typename: 'DiscountCodeFreeShipping', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string, codes: { edges: Array<{ node: { __typename: 'DiscountRedeemCode', id: string, code: string } }> } }
         } }> } };
export type BulkMembershipsQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkMembershipsQuery = { customers: { edges: Array<{ node: { id: string, tags: Array<string>, tier: { value: string } | null, points_balance: { value: string } | null, loyalty: { value: string } | null } }> } };
export type BulkOrderVersionsQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkOrderVersionsQuery = { orders: { edges: Array<{ node: { id: string, updatedAt: string, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, cancelledAt: string | null, closedAt: string | null, tags: Array<string>, transactionsCount: { count: number } | null } }> } };
export type BulkOrdersQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkOrdersQuery = { orders: { edges: Array<{ node: { id: string, name: string, number: number, sourceName: string | null, email: string | null, phone: string | null, test: boolean, tags: Array<string>, discountCodes: Array<string>, currencyCode: CurrencyCode, presentmentCurrencyCode: CurrencyCode, taxesIncluded: boolean, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, cancelledAt: string | null, cancelReason: OrderCancelReason | null, closedAt: string | null, createdAt: string, processedAt: string, updatedAt: string, lineItems: { edges: Array<{ node: { __typename: 'LineItem', id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, isGiftCard: boolean, product: { id: string } | null, variant: { id: string } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> } }> }, agreements: { edges: Array<{ node:
              | { __typename: 'OrderAgreement', id: string, happenedAt: string, sales: { edges: Array<{ node:
                      | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                     }> } }
              | { __typename: 'OrderEditAgreement', id: string, happenedAt: string, sales: { edges: Array<{ node:
                      | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                     }> } }
              | { __typename: 'RefundAgreement', id: string, happenedAt: string, sales: { edges: Array<{ node:
                      | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                     }> }, refund: { id: string } }
              | { __typename: 'ReturnAgreement', id: string, happenedAt: string, sales: { edges: Array<{ node:
                      | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                      | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
                     }> } }
             }> }, customer: { id: string } | null, totalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalDiscountsSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalShippingPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, refunds: Array<{ id: string, createdAt: string | null, totalRefundedSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, gateway: string | null, createdAt: string, processedAt: string | null, amountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, fulfillments: Array<{ id: string, status: FulfillmentStatus, createdAt: string }> } }> } };
export type BulkProductVersionsQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkProductVersionsQuery = { products: { edges: Array<{ node: { id: string, updatedAt: string, status: ProductStatus, totalInventory: number, title: string, tags: Array<string> } }> } };
export type BulkProductsQueryVariables = Exact<{ [key: string]: never; }>;
export type BulkProductsQuery = { products: { edges: Array<{ node: { id: string, title: string, handle: string, vendor: string, productType: string, status: ProductStatus, isGiftCard: boolean, tags: Array<string>, totalInventory: number, createdAt: string, updatedAt: string, variants: { edges: Array<{ node: { __typename: 'ProductVariant', id: string, title: string, sku: string | null, price: string, compareAtPrice: string | null, position: number, inventoryQuantity: number | null } }> } } }> } };
export type CreateBasicDiscountMutationVariables = Exact<{
  discount: DiscountAutomaticBasicInput;
}>;
export type CreateBasicDiscountMutation = { discountAutomaticBasicCreate: { automaticDiscountNode: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: DiscountErrorCode | null }> } | null };
export type CreateDiscountCodeMutationVariables = Exact<{
  discount: DiscountCodeBasicInput;
}>;
export type CreateDiscountCodeMutation = { discountCodeBasicCreate: { codeDiscountNode: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: DiscountErrorCode | null }> } | null };
export type CreateFreeShippingDiscountMutationVariables = Exact<{
  discount: DiscountAutomaticFreeShippingInput;
}>;
export type CreateFreeShippingDiscountMutation = { discountAutomaticFreeShippingCreate: { automaticDiscountNode: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: DiscountErrorCode | null }> } | null };
export type CreateGiftCardMutationVariables = Exact<{
  input: GiftCardCreateInput;
}>;
export type CreateGiftCardMutation = { giftCardCreate: { giftCard: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: GiftCardErrorCode | null }> } | null };
export type CreateSegmentMutationVariables = Exact<{
  name: string;
  query: string;
}>;
export type CreateSegmentMutation = { segmentCreate: { segment: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };
export type CreateShippingCodeMutationVariables = Exact<{
  discount: DiscountCodeFreeShippingInput;
}>;
export type CreateShippingCodeMutation = { discountCodeFreeShippingCreate: { codeDiscountNode: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: DiscountErrorCode | null }> } | null };
export type CreateStagedUploadMutationVariables = Exact<{
  input: Array<StagedUploadInput> | StagedUploadInput;
}>;
export type CreateStagedUploadMutation = { stagedUploadsCreate: { stagedTargets: Array<{ url: string | null, parameters: Array<{ name: string, value: string }> }> | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };
export type CreditAccountMutationVariables = Exact<{
  customer: string;
  credit: StoreCreditAccountCreditInput;
}>;
export type CreditAccountMutation = { storeCreditAccountCredit: { storeCreditAccountTransaction: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: StoreCreditAccountCreditUserErrorCode | null }> } | null };
export type DeactivateGiftCardMutationVariables = Exact<{
  id: string;
}>;
export type DeactivateGiftCardMutation = { giftCardDeactivate: { giftCard: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: GiftCardDeactivateUserErrorCode | null }> } | null };
export type DeleteAutomaticDiscountMutationVariables = Exact<{
  id: string;
}>;
export type DeleteAutomaticDiscountMutation = { discountAutomaticDelete: { deletedAutomaticDiscountId: string | null, userErrors: Array<{ field: Array<string> | null, message: string, code: DiscountErrorCode | null }> } | null };
export type DeleteDiscountCodeMutationVariables = Exact<{
  id: string;
}>;
export type DeleteDiscountCodeMutation = { discountCodeDelete: { deletedCodeDiscountId: string | null, userErrors: Array<{ field: Array<string> | null, message: string, code: DiscountErrorCode | null }> } | null };
export type DeleteMetafieldsMutationVariables = Exact<{
  metafields: Array<MetafieldIdentifierInput> | MetafieldIdentifierInput;
}>;
export type DeleteMetafieldsMutation = { metafieldsDelete: { deletedMetafields: Array<{ ownerId: string } | null> | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };
export type DeleteSegmentMutationVariables = Exact<{
  id: string;
}>;
export type DeleteSegmentMutation = { segmentDelete: { deletedSegmentId: string | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };
export type FindGiftCardQueryVariables = Exact<{
  query: string;
}>;
export type FindGiftCardQuery = { giftCards: { nodes: Array<{ id: string, note: string | null, enabled: boolean, balance: { amount: string }, initialValue: { amount: string } }> } };
export type AddressFieldsFragment = { __typename: 'MailingAddress', id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null };
export type CollectionFieldsFragment = { id: string, title: string, handle: string, updatedAt: string };
export type CollectionVersionFieldsFragment = { id: string, updatedAt: string, title: string, productsCount: { count: number } | null };
export type CustomerFieldsFragment = { id: string, firstName: string | null, lastName: string | null, state: CustomerState, locale: string, verifiedEmail: boolean, taxExempt: boolean, note: string | null, tags: Array<string>, createdAt: string, updatedAt: string, numberOfOrders: string, amountSpent: { amount: string, currencyCode: CurrencyCode }, defaultEmailAddress: { emailAddress: string, marketingState: CustomerEmailAddressMarketingState, marketingOptInLevel: CustomerMarketingOptInLevel | null, marketingUpdatedAt: string | null } | null, defaultPhoneNumber: { phoneNumber: string, smsMarketingConsent: { state: CustomerMarketingConsentState, optInLevel: CustomerMarketingOptInLevel | null, updatedAt: string | null } } | null, defaultAddress: { id: string } | null };
export type CustomerVersionFieldsFragment = { id: string, updatedAt: string, numberOfOrders: string, tags: Array<string>, amountSpent: { amount: string, currencyCode: CurrencyCode }, defaultEmailAddress: { marketingState: CustomerEmailAddressMarketingState, marketingUpdatedAt: string | null } | null };
export type DiscountFieldsFragment = { id: string, discount:
    | { __typename: 'DiscountAutomaticApp', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
    | { __typename: 'DiscountAutomaticBasic', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
    | { __typename: 'DiscountAutomaticBxgy', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
    | { __typename: 'DiscountAutomaticFreeShipping', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
    | { __typename: 'DiscountCodeApp', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
    | { __typename: 'DiscountCodeBasic', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
    | { __typename: 'DiscountCodeBxgy', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
    | { __typename: 'DiscountCodeFreeShipping', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
   };
export type DiscountVersionFieldsFragment = { id: string, discount:
    | { updatedAt: string, title: string }
    | { updatedAt: string, title: string }
    | { updatedAt: string, title: string }
    | { updatedAt: string, title: string }
    | { updatedAt: string, title: string }
    | { updatedAt: string, title: string }
    | { updatedAt: string, title: string }
    | { updatedAt: string, title: string }
   };
export type MembershipFieldsFragment = { id: string, tags: Array<string>, tier: { value: string, compareDigest: string } | null, points_balance: { value: string, compareDigest: string } | null, loyalty: { value: string, compareDigest: string } | null };
type OrderAgreementFields_OrderAgreement_Fragment = { __typename: 'OrderAgreement', id: string, happenedAt: string };
type OrderAgreementFields_OrderEditAgreement_Fragment = { __typename: 'OrderEditAgreement', id: string, happenedAt: string };
type OrderAgreementFields_RefundAgreement_Fragment = { __typename: 'RefundAgreement', id: string, happenedAt: string, refund: { id: string } };
type OrderAgreementFields_ReturnAgreement_Fragment = { __typename: 'ReturnAgreement', id: string, happenedAt: string };
export type OrderAgreementFieldsFragment =
  | OrderAgreementFields_OrderAgreement_Fragment
  | OrderAgreementFields_OrderEditAgreement_Fragment
  | OrderAgreementFields_RefundAgreement_Fragment
  | OrderAgreementFields_ReturnAgreement_Fragment
;
export type OrderFieldsFragment = { id: string, name: string, number: number, sourceName: string | null, email: string | null, phone: string | null, test: boolean, tags: Array<string>, discountCodes: Array<string>, currencyCode: CurrencyCode, presentmentCurrencyCode: CurrencyCode, taxesIncluded: boolean, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, cancelledAt: string | null, cancelReason: OrderCancelReason | null, closedAt: string | null, createdAt: string, processedAt: string, updatedAt: string, customer: { id: string } | null, totalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalDiscountsSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalShippingPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, refunds: Array<{ id: string, createdAt: string | null, totalRefundedSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, gateway: string | null, createdAt: string, processedAt: string | null, amountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, fulfillments: Array<{ id: string, status: FulfillmentStatus, createdAt: string }> };
export type OrderLineFieldsFragment = { id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, isGiftCard: boolean, product: { id: string } | null, variant: { id: string } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> };
export type OrderVersionFieldsFragment = { id: string, updatedAt: string, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, cancelledAt: string | null, closedAt: string | null, tags: Array<string>, transactionsCount: { count: number } | null };
export type ProductFieldsFragment = { id: string, title: string, handle: string, vendor: string, productType: string, status: ProductStatus, isGiftCard: boolean, tags: Array<string>, totalInventory: number, createdAt: string, updatedAt: string };
export type ProductVariantFieldsFragment = { id: string, title: string, sku: string | null, price: string, compareAtPrice: string | null, position: number, inventoryQuantity: number | null };
export type ProductVersionFieldsFragment = { id: string, updatedAt: string, status: ProductStatus, totalInventory: number, title: string, tags: Array<string> };
type SaleFields_AdditionalFeeSale_Fragment = { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } };
type SaleFields_AdjustmentSale_Fragment = { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } };
type SaleFields_DutySale_Fragment = { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } };
type SaleFields_FeeSale_Fragment = { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } };
type SaleFields_GiftCardSale_Fragment = { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } };
type SaleFields_ProductSale_Fragment = { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } };
type SaleFields_ShippingLineSale_Fragment = { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } };
type SaleFields_TipSale_Fragment = { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } };
type SaleFields_UnknownSale_Fragment = { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } };
export type SaleFieldsFragment =
  | SaleFields_AdditionalFeeSale_Fragment
  | SaleFields_AdjustmentSale_Fragment
  | SaleFields_DutySale_Fragment
  | SaleFields_FeeSale_Fragment
  | SaleFields_GiftCardSale_Fragment
  | SaleFields_ProductSale_Fragment
  | SaleFields_ShippingLineSale_Fragment
  | SaleFields_TipSale_Fragment
  | SaleFields_UnknownSale_Fragment
;
export type ShopMoneyFragment = { shopMoney: { amount: string, currencyCode: CurrencyCode } };
export type ReadBulkOperationQueryVariables = Exact<{
  id: string;
}>;
export type ReadBulkOperationQuery = { bulkOperation: { id: string, status: BulkOperationStatus, errorCode: BulkOperationErrorCode | null, createdAt: string, objectCount: string, rootObjectCount: string, fileSize: string | null, url: string | null, partialDataUrl: string | null } | null };
export type ReadCollectionVersionsQueryVariables = Exact<{
  changed: string;
  after?: string | null | undefined;
}>;
export type ReadCollectionVersionsQuery = { collections: { nodes: Array<{ id: string, updatedAt: string, title: string, productsCount: { count: number } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };
export type ReadCollectionQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type ReadCollectionQuery = { collection: { id: string, title: string, handle: string, updatedAt: string, products: { nodes: Array<{ id: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };
export type ReadCustomerTagsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;
export type ReadCustomerTagsQuery = { nodes: Array<
    | { id: string, tags: Array<string> }
    | Record<PropertyKey, never>
   | null> };
export type ReadCustomerVersionsQueryVariables = Exact<{
  changed: string;
  after?: string | null | undefined;
}>;
export type ReadCustomerVersionsQuery = { customers: { nodes: Array<{ id: string, updatedAt: string, numberOfOrders: string, tags: Array<string>, amountSpent: { amount: string, currencyCode: CurrencyCode }, defaultEmailAddress: { marketingState: CustomerEmailAddressMarketingState, marketingUpdatedAt: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };
export type ReadCustomerQueryVariables = Exact<{
  id: string;
}>;
export type ReadCustomerQuery = { customer: { id: string, firstName: string | null, lastName: string | null, state: CustomerState, locale: string, verifiedEmail: boolean, taxExempt: boolean, note: string | null, tags: Array<string>, createdAt: string, updatedAt: string, numberOfOrders: string, addressesV2: { nodes: Array<{ __typename: 'MailingAddress', id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, zip: string | null, countryCodeV2: CountryCode | null, phone: string | null }> }, amountSpent: { amount: string, currencyCode: CurrencyCode }, defaultEmailAddress: { emailAddress: string, marketingState: CustomerEmailAddressMarketingState, marketingOptInLevel: CustomerMarketingOptInLevel | null, marketingUpdatedAt: string | null } | null, defaultPhoneNumber: { phoneNumber: string, smsMarketingConsent: { state: CustomerMarketingConsentState, optInLevel: CustomerMarketingOptInLevel | null, updatedAt: string | null } } | null, defaultAddress: { id: string } | null } | null };
export type ReadDiscountCodeQueryVariables = Exact<{
  code: string;
}>;
export type ReadDiscountCodeQuery = { codeDiscountNodeByCode: { id: string, codeDiscount:
      | { __typename: 'DiscountCodeApp' }
      | { __typename: 'DiscountCodeBasic', title: string, endsAt: string | null, asyncUsageCount: number }
      | { __typename: 'DiscountCodeBxgy' }
      | { __typename: 'DiscountCodeFreeShipping', title: string, endsAt: string | null, asyncUsageCount: number }
     } | null };
export type ReadDiscountVersionsQueryVariables = Exact<{
  changed: string;
  after?: string | null | undefined;
}>;
export type ReadDiscountVersionsQuery = { discountNodes: { nodes: Array<{ id: string, discount:
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
       }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };
export type ReadDiscountQueryVariables = Exact<{
  id: string;
}>;
export type ReadDiscountQuery = { discountNode: { id: string, discount:
      | { __typename: 'DiscountAutomaticApp', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
      | { __typename: 'DiscountAutomaticBasic', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
      | { __typename: 'DiscountAutomaticBxgy', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
      | { __typename: 'DiscountAutomaticFreeShipping', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string }
      | { __typename: 'DiscountCodeApp', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string, codes: { nodes: Array<{ code: string }> } }
      | { __typename: 'DiscountCodeBasic', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string, codes: { nodes: Array<{ code: string }> } }
      | { __typename: 'DiscountCodeBxgy', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string, codes: { nodes: Array<{ code: string }> } }
      | { __typename: 'DiscountCodeFreeShipping', title: string, status: DiscountStatus, startsAt: string, endsAt: string | null, asyncUsageCount: number, updatedAt: string, codes: { nodes: Array<{ code: string }> } }
     } | null };
export type ReadLatestMutationsQueryVariables = Exact<{ [key: string]: never; }>;
export type ReadLatestMutationsQuery = { bulkOperations: { nodes: Array<{ id: string, query: string }> } };
export type ReadMembershipsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;
export type ReadMembershipsQuery = { nodes: Array<
    | { id: string, tags: Array<string>, tier: { value: string, compareDigest: string } | null, points_balance: { value: string, compareDigest: string } | null, loyalty: { value: string, compareDigest: string } | null }
    | Record<PropertyKey, never>
   | null> };
export type ReadOrderAgreementQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
  salesAfter?: string | null | undefined;
}>;
export type ReadOrderAgreementQuery = { order: { agreements: { nodes: Array<
        | { __typename: 'OrderAgreement', id: string, happenedAt: string, sales: { nodes: Array<
              | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
            >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
        | { __typename: 'OrderEditAgreement', id: string, happenedAt: string, sales: { nodes: Array<
              | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
            >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
        | { __typename: 'RefundAgreement', id: string, happenedAt: string, sales: { nodes: Array<
              | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
            >, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, refund: { id: string } }
        | { __typename: 'ReturnAgreement', id: string, happenedAt: string, sales: { nodes: Array<
              | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
            >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
      >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };
export type ReadOrderLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type ReadOrderLinesQuery = { order: { lineItems: { nodes: Array<{ id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, isGiftCard: boolean, product: { id: string } | null, variant: { id: string } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };
export type ReadOrderVersionsQueryVariables = Exact<{
  changed: string;
  after?: string | null | undefined;
}>;
export type ReadOrderVersionsQuery = { orders: { nodes: Array<{ id: string, updatedAt: string, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, cancelledAt: string | null, closedAt: string | null, tags: Array<string>, transactionsCount: { count: number } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };
export type ReadOrderQueryVariables = Exact<{
  id: string;
}>;
export type ReadOrderQuery = { order: { id: string, name: string, number: number, sourceName: string | null, email: string | null, phone: string | null, test: boolean, tags: Array<string>, discountCodes: Array<string>, currencyCode: CurrencyCode, presentmentCurrencyCode: CurrencyCode, taxesIncluded: boolean, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, cancelledAt: string | null, cancelReason: OrderCancelReason | null, closedAt: string | null, createdAt: string, processedAt: string, updatedAt: string, lineItems: { nodes: Array<{ id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, isGiftCard: boolean, product: { id: string } | null, variant: { id: string } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, agreements: { nodes: Array<
        | { __typename: 'OrderAgreement', id: string, happenedAt: string, sales: { nodes: Array<
              | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
            >, pageInfo: { hasNextPage: boolean } } }
        | { __typename: 'OrderEditAgreement', id: string, happenedAt: string, sales: { nodes: Array<
              | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
            >, pageInfo: { hasNextPage: boolean } } }
        | { __typename: 'RefundAgreement', id: string, happenedAt: string, sales: { nodes: Array<
              | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
            >, pageInfo: { hasNextPage: boolean } }, refund: { id: string } }
        | { __typename: 'ReturnAgreement', id: string, happenedAt: string, sales: { nodes: Array<
              | { __typename: 'AdditionalFeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'AdjustmentSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'DutySale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'FeeSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'GiftCardSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ProductSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, lineItem: { id: string }, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'ShippingLineSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'TipSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
              | { __typename: 'UnknownSale', id: string, actionType: SaleActionType, lineType: SaleLineType, quantity: number | null, totalAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxAmount: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }
            >, pageInfo: { hasNextPage: boolean } } }
      >, pageInfo: { hasNextPage: boolean } }, customer: { id: string } | null, totalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalTaxSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalDiscountsSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalShippingPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, refunds: Array<{ id: string, createdAt: string | null, totalRefundedSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, gateway: string | null, createdAt: string, processedAt: string | null, amountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, fulfillments: Array<{ id: string, status: FulfillmentStatus, createdAt: string }> } | null };
export type ReadProductVersionsQueryVariables = Exact<{
  changed: string;
  after?: string | null | undefined;
}>;
export type ReadProductVersionsQuery = { products: { nodes: Array<{ id: string, updatedAt: string, status: ProductStatus, totalInventory: number, title: string, tags: Array<string> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };
export type ReadProductQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type ReadProductQuery = { product: { id: string, title: string, handle: string, vendor: string, productType: string, status: ProductStatus, isGiftCard: boolean, tags: Array<string>, totalInventory: number, createdAt: string, updatedAt: string, variants: { nodes: Array<{ id: string, title: string, sku: string | null, price: string, compareAtPrice: string | null, position: number, inventoryQuantity: number | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };
export type ReadSegmentDiscountsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;
export type ReadSegmentDiscountsQuery = { discountNodes: { nodes: Array<{ id: string, discount:
        | { __typename: 'DiscountAutomaticApp' }
        | { __typename: 'DiscountAutomaticBasic', title: string, status: DiscountStatus, endsAt: string | null, context:
            | { segments: Array<{ id: string }> }
            | Record<PropertyKey, never>
          , customerGets: { value:
              | { percentage: number }
              | Record<PropertyKey, never>
             } }
        | { __typename: 'DiscountAutomaticBxgy' }
        | { __typename: 'DiscountAutomaticFreeShipping', title: string, status: DiscountStatus, endsAt: string | null, context:
            | { segments: Array<{ id: string }> }
            | Record<PropertyKey, never>
           }
        | { __typename: 'DiscountCodeApp' }
        | { __typename: 'DiscountCodeBasic' }
        | { __typename: 'DiscountCodeBxgy' }
        | { __typename: 'DiscountCodeFreeShipping' }
       }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };
export type ReadSegmentsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;
export type ReadSegmentsQuery = { segments: { nodes: Array<{ id: string, query: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };
export type ReadShopQueryVariables = Exact<{ [key: string]: never; }>;
export type ReadShopQuery = { shop: { id: string, name: string, currencyCode: CurrencyCode, ianaTimezone: string, plan: { publicDisplayName: string }, shopAddress: { countryCodeV2: CountryCode | null } } };
export type ReadStoreCreditQueryVariables = Exact<{
  customer: string;
  first: number;
}>;
export type ReadStoreCreditQuery = { customer: { storeCreditAccounts: { nodes: Array<{ id: string, balance: { currencyCode: CurrencyCode }, transactions: { nodes: Array<
            | { __typename: 'StoreCreditAccountCreditTransaction', id: string, event: StoreCreditSystemEvent, amount: { amount: string } }
            | { __typename: 'StoreCreditAccountDebitRevertTransaction', event: StoreCreditSystemEvent, amount: { amount: string } }
            | { __typename: 'StoreCreditAccountDebitTransaction', id: string, event: StoreCreditSystemEvent, amount: { amount: string } }
            | { __typename: 'StoreCreditAccountExpirationTransaction', event: StoreCreditSystemEvent, amount: { amount: string } }
          > } }> } } | null };
export type ReadStoreFiguresQueryVariables = Exact<{
  created: string;
  processed: string;
  changed: string;
  settled: string;
}>;
export type ReadStoreFiguresQuery = { productsCount: { count: number } | null, productsChanged: { count: number } | null, products: { nodes: Array<{ id: string, updatedAt: string, status: ProductStatus, totalInventory: number, title: string, tags: Array<string> }> }, collectionsCount: { count: number } | null, collectionsChanged: { count: number } | null, collections: { nodes: Array<{ id: string, updatedAt: string, title: string, productsCount: { count: number } | null }> }, discountNodesCount: { count: number } | null, discountNodesChanged: { count: number } | null, discountNodes: { nodes: Array<{ id: string, discount:
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
        | { updatedAt: string, title: string }
       }> }, customersCount: { count: number } | null, customersChanged: { count: number } | null, customers: { nodes: Array<{ id: string, updatedAt: string, numberOfOrders: string, tags: Array<string>, amountSpent: { amount: string, currencyCode: CurrencyCode }, defaultEmailAddress: { marketingState: CustomerEmailAddressMarketingState, marketingUpdatedAt: string | null } | null }> }, ordersCount: { count: number } | null, ordersChanged: { count: number } | null, orders: { nodes: Array<{ id: string, updatedAt: string, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, cancelledAt: string | null, closedAt: string | null, tags: Array<string>, transactionsCount: { count: number } | null }> } };
export type ReadStorefrontProgrammeQueryVariables = Exact<{ [key: string]: never; }>;
export type ReadStorefrontProgrammeQuery = { shop: { id: string, metafield: { value: string, compareDigest: string } | null } };
export type ReceiveFlowTriggerMutationVariables = Exact<{
  handle: string;
  payload: unknown;
}>;
export type ReceiveFlowTriggerMutation = { flowTriggerReceive: { userErrors: Array<{ field: Array<string> | null, message: string }> } | null };
export type RemoveTagsMutationVariables = Exact<{
  id: string;
  tags: Array<string> | string;
}>;
export type RemoveTagsMutation = { tagsRemove: { node:
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
     | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };
export type RunBulkMutationMutationVariables = Exact<{
  mutation: string;
  path: string;
}>;
export type RunBulkMutationMutation = { bulkOperationRunMutation: { bulkOperation: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: BulkMutationErrorCode | null }> } | null };
export type RunBulkQueryMutationVariables = Exact<{
  query: string;
}>;
export type RunBulkQueryMutation = { bulkOperationRunQuery: { bulkOperation: { id: string, status: BulkOperationStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: BulkOperationUserErrorCode | null }> } | null };
export type SetMetafieldsMutationVariables = Exact<{
  metafields: Array<MetafieldsSetInput> | MetafieldsSetInput;
}>;
export type SetMetafieldsMutation = { metafieldsSet: { metafields: Array<{ key: string, compareDigest: string, owner:
        | { id: string }
        | Record<PropertyKey, never>
       }> | null, userErrors: Array<{ field: Array<string> | null, message: string, code: MetafieldsSetUserErrorCode | null }> } | null };
export type UpdateBasicDiscountMutationVariables = Exact<{
  id: string;
  discount: DiscountAutomaticBasicInput;
}>;
export type UpdateBasicDiscountMutation = { discountAutomaticBasicUpdate: { automaticDiscountNode: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: DiscountErrorCode | null }> } | null };
export type UpdateFreeShippingDiscountMutationVariables = Exact<{
  id: string;
  discount: DiscountAutomaticFreeShippingInput;
}>;
export type UpdateFreeShippingDiscountMutation = { discountAutomaticFreeShippingUpdate: { automaticDiscountNode: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: DiscountErrorCode | null }> } | null };

export const AddTagsDocument = `mutation AddTags($id: ID!, $tags: [String!]!) {
  tagsAdd(id: $id, tags: $tags) {
    node {
      id
    }
    userErrors {
      field
      message
    }
  }
}` as AdminDocument<AddTagsMutation, AddTagsMutationVariables>;

export const BulkCollectionVersionsDocument = `query BulkCollectionVersions {
  collections {
    edges {
      node {
        ...CollectionVersionFields
      }
    }
  }
}

fragment CollectionVersionFields on Collection {
  id
  updatedAt
  title
  productsCount {
    count
  }
}` as AdminDocument<BulkCollectionVersionsQuery, BulkCollectionVersionsQueryVariables>;

export const BulkCollectionsDocument = `query BulkCollections {
  collections {
    edges {
      node {
        ...CollectionFields
        products {
          edges {
            node {
              __typename
              id
            }
          }
        }
      }
    }
  }
}

fragment CollectionFields on Collection {
  id
  title
  handle
  updatedAt
}` as AdminDocument<BulkCollectionsQuery, BulkCollectionsQueryVariables>;

export const BulkCustomerVersionsDocument = `query BulkCustomerVersions {
  customers {
    edges {
      node {
        ...CustomerVersionFields
      }
    }
  }
}

fragment CustomerVersionFields on Customer {
  id
  updatedAt
  numberOfOrders
  tags
  amountSpent {
    amount
    currencyCode
  }
  defaultEmailAddress {
    marketingState
    marketingUpdatedAt
  }
}` as AdminDocument<BulkCustomerVersionsQuery, BulkCustomerVersionsQueryVariables>;

export const BulkCustomersDocument = `query BulkCustomers {
  customers {
    edges {
      node {
        ...CustomerFields
        addressesV2 {
          edges {
            node {
              ...AddressFields
            }
          }
        }
      }
    }
  }
}

fragment CustomerFields on Customer {
  id
  firstName
  lastName
  state
  locale
  verifiedEmail
  taxExempt
  note
  tags
  createdAt
  updatedAt
  numberOfOrders
  amountSpent {
    amount
    currencyCode
  }
  defaultEmailAddress {
    emailAddress
    marketingState
    marketingOptInLevel
    marketingUpdatedAt
  }
  defaultPhoneNumber {
    phoneNumber
    smsMarketingConsent {
      state
      optInLevel
      updatedAt
    }
  }
  defaultAddress {
    id
  }
}

fragment AddressFields on MailingAddress {
  __typename
  id
  firstName
  lastName
  company
  address1
  address2
  city
  province
  zip
  countryCodeV2
  phone
}` as AdminDocument<BulkCustomersQuery, BulkCustomersQueryVariables>;

export const BulkDiscountVersionsDocument = `query BulkDiscountVersions {
  discountNodes {
    edges {
      node {
        ...DiscountVersionFields
      }
    }
  }
}

fragment DiscountVersionFields on DiscountNode {
  id
  discount {
    ... on DiscountCodeBasic {
      updatedAt
      title
    }
    ... on DiscountCodeBxgy {
      updatedAt
      title
    }
    ... on DiscountCodeFreeShipping {
      updatedAt
      title
    }
    ... on DiscountCodeApp {
      updatedAt
      title
    }
    ... on DiscountAutomaticBasic {
      updatedAt
      title
    }
    ... on DiscountAutomaticBxgy {
      updatedAt
      title
    }
    ... on DiscountAutomaticFreeShipping {
      updatedAt
      title
    }
    ... on DiscountAutomaticApp {
      updatedAt
      title
    }
  }
}` as AdminDocument<BulkDiscountVersionsQuery, BulkDiscountVersionsQueryVariables>;

export const BulkDiscountsDocument = `query BulkDiscounts {
  discountNodes {
    edges {
      node {
        ...DiscountFields
        discount {
          ... on DiscountCodeBasic {
            codes {
              edges {
                node {
                  __typename
                  id
                  code
                }
              }
            }
          }
          ... on DiscountCodeBxgy {
            codes {
              edges {
                node {
                  __typename
                  id
                  code
                }
              }
            }
          }
          ... on DiscountCodeFreeShipping {
            codes {
              edges {
                node {
                  __typename
                  id
                  code
                }
              }
            }
          }
          ... on DiscountCodeApp {
            codes {
              edges {
                node {
                  __typename
                  id
                  code
                }
              }
            }
          }
        }
      }
    }
  }
}

fragment DiscountFields on DiscountNode {
  id
  discount {
    __typename
    ... on DiscountCodeBasic {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountCodeBxgy {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountCodeFreeShipping {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountCodeApp {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountAutomaticBasic {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountAutomaticBxgy {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountAutomaticFreeShipping {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountAutomaticApp {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
  }
}` as AdminDocument<BulkDiscountsQuery, BulkDiscountsQueryVariables>;

export const BulkMembershipsDocument = `query BulkMemberships {
  customers {
    edges {
      node {
        id
        tags
        tier: metafield(namespace: "$app", key: "tier") {
          value
        }
        points_balance: metafield(namespace: "$app", key: "points_balance") {
          value
        }
        loyalty: metafield(namespace: "$app", key: "loyalty") {
          value
        }
      }
    }
  }
}` as AdminDocument<BulkMembershipsQuery, BulkMembershipsQueryVariables>;

export const BulkOrderVersionsDocument = `query BulkOrderVersions {
  orders {
    edges {
      node {
        ...OrderVersionFields
      }
    }
  }
}

fragment OrderVersionFields on Order {
  id
  updatedAt
  displayFinancialStatus
  displayFulfillmentStatus
  cancelledAt
  closedAt
  tags
  transactionsCount {
    count
  }
}` as AdminDocument<BulkOrderVersionsQuery, BulkOrderVersionsQueryVariables>;

export const BulkOrdersDocument = `query BulkOrders {
  orders {
    edges {
      node {
        ...OrderFields
        lineItems {
          edges {
            node {
              __typename
              ...OrderLineFields
            }
          }
        }
        agreements {
          edges {
            node {
              ...OrderAgreementFields
              sales {
                edges {
                  node {
                    ...SaleFields
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

fragment OrderFields on Order {
  id
  name
  number
  sourceName
  email
  phone
  test
  tags
  discountCodes
  currencyCode
  presentmentCurrencyCode
  taxesIncluded
  displayFinancialStatus
  displayFulfillmentStatus
  cancelledAt
  cancelReason
  closedAt
  createdAt
  processedAt
  updatedAt
  customer {
    id
  }
  totalPriceSet {
    ...ShopMoney
  }
  totalTaxSet {
    ...ShopMoney
  }
  totalDiscountsSet {
    ...ShopMoney
  }
  totalShippingPriceSet {
    ...ShopMoney
  }
  refunds {
    id
    createdAt
    totalRefundedSet {
      ...ShopMoney
    }
  }
  transactions {
    id
    kind
    status
    gateway
    createdAt
    processedAt
    amountSet {
      ...ShopMoney
    }
  }
  fulfillments {
    id
    status
    createdAt
  }
}

fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
    currencyCode
  }
}

fragment OrderLineFields on LineItem {
  id
  title
  variantTitle
  sku
  quantity
  currentQuantity
  isGiftCard
  product {
    id
  }
  variant {
    id
  }
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
      ...ShopMoney
    }
  }
}

fragment OrderAgreementFields on SalesAgreement {
  __typename
  id
  happenedAt
  ... on RefundAgreement {
    refund {
      id
    }
  }
}

fragment SaleFields on Sale {
  __typename
  id
  actionType
  lineType
  quantity
  totalAmount {
    ...ShopMoney
  }
  totalTaxAmount {
    ...ShopMoney
  }
  ... on ProductSale {
    lineItem {
      id
    }
  }
  ... on GiftCardSale {
    lineItem {
      id
    }
  }
}` as AdminDocument<BulkOrdersQuery, BulkOrdersQueryVariables>;

export const BulkProductVersionsDocument = `query BulkProductVersions {
  products {
    edges {
      node {
        ...ProductVersionFields
      }
    }
  }
}

fragment ProductVersionFields on Product {
  id
  updatedAt
  status
  totalInventory
  title
  tags
}` as AdminDocument<BulkProductVersionsQuery, BulkProductVersionsQueryVariables>;

export const BulkProductsDocument = `query BulkProducts {
  products {
    edges {
      node {
        ...ProductFields
        variants {
          edges {
            node {
              __typename
              ...ProductVariantFields
            }
          }
        }
      }
    }
  }
}

fragment ProductFields on Product {
  id
  title
  handle
  vendor
  productType
  status
  isGiftCard
  tags
  totalInventory
  createdAt
  updatedAt
}

fragment ProductVariantFields on ProductVariant {
  id
  title
  sku
  price
  compareAtPrice
  position
  inventoryQuantity
}` as AdminDocument<BulkProductsQuery, BulkProductsQueryVariables>;

export const CreateBasicDiscountDocument = `mutation CreateBasicDiscount($discount: DiscountAutomaticBasicInput!) {
  discountAutomaticBasicCreate(automaticBasicDiscount: $discount) {
    automaticDiscountNode {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<CreateBasicDiscountMutation, CreateBasicDiscountMutationVariables>;

export const CreateDiscountCodeDocument = `mutation CreateDiscountCode($discount: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $discount) {
    codeDiscountNode {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<CreateDiscountCodeMutation, CreateDiscountCodeMutationVariables>;

export const CreateFreeShippingDiscountDocument = `mutation CreateFreeShippingDiscount($discount: DiscountAutomaticFreeShippingInput!) {
  discountAutomaticFreeShippingCreate(freeShippingAutomaticDiscount: $discount) {
    automaticDiscountNode {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<CreateFreeShippingDiscountMutation, CreateFreeShippingDiscountMutationVariables>;

export const CreateGiftCardDocument = `mutation CreateGiftCard($input: GiftCardCreateInput!) {
  giftCardCreate(input: $input) {
    giftCard {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<CreateGiftCardMutation, CreateGiftCardMutationVariables>;

export const CreateSegmentDocument = `mutation CreateSegment($name: String!, $query: String!) {
  segmentCreate(name: $name, query: $query) {
    segment {
      id
    }
    userErrors {
      field
      message
    }
  }
}` as AdminDocument<CreateSegmentMutation, CreateSegmentMutationVariables>;

export const CreateShippingCodeDocument = `mutation CreateShippingCode($discount: DiscountCodeFreeShippingInput!) {
  discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
    codeDiscountNode {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<CreateShippingCodeMutation, CreateShippingCodeMutationVariables>;

export const CreateStagedUploadDocument = `mutation CreateStagedUpload($input: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $input) {
    stagedTargets {
      url
      parameters {
        name
        value
      }
    }
    userErrors {
      field
      message
    }
  }
}` as AdminDocument<CreateStagedUploadMutation, CreateStagedUploadMutationVariables>;

export const CreditAccountDocument = `mutation CreditAccount($customer: ID!, $credit: StoreCreditAccountCreditInput!) {
  storeCreditAccountCredit(id: $customer, creditInput: $credit) {
    storeCreditAccountTransaction {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<CreditAccountMutation, CreditAccountMutationVariables>;

export const DeactivateGiftCardDocument = `mutation DeactivateGiftCard($id: ID!) {
  giftCardDeactivate(id: $id) {
    giftCard {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<DeactivateGiftCardMutation, DeactivateGiftCardMutationVariables>;

export const DeleteAutomaticDiscountDocument = `mutation DeleteAutomaticDiscount($id: ID!) {
  discountAutomaticDelete(id: $id) {
    deletedAutomaticDiscountId
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<DeleteAutomaticDiscountMutation, DeleteAutomaticDiscountMutationVariables>;

export const DeleteDiscountCodeDocument = `mutation DeleteDiscountCode($id: ID!) {
  discountCodeDelete(id: $id) {
    deletedCodeDiscountId
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<DeleteDiscountCodeMutation, DeleteDiscountCodeMutationVariables>;

export const DeleteMetafieldsDocument = `mutation DeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
  metafieldsDelete(metafields: $metafields) {
    deletedMetafields {
      ownerId
    }
    userErrors {
      field
      message
    }
  }
}` as AdminDocument<DeleteMetafieldsMutation, DeleteMetafieldsMutationVariables>;

export const DeleteSegmentDocument = `mutation DeleteSegment($id: ID!) {
  segmentDelete(id: $id) {
    deletedSegmentId
    userErrors {
      field
      message
    }
  }
}` as AdminDocument<DeleteSegmentMutation, DeleteSegmentMutationVariables>;

export const FindGiftCardDocument = `query FindGiftCard($query: String!) {
  giftCards(first: 10, query: $query) {
    nodes {
      id
      note
      enabled
      balance {
        amount
      }
      initialValue {
        amount
      }
    }
  }
}` as AdminDocument<FindGiftCardQuery, FindGiftCardQueryVariables>;

export const ReadBulkOperationDocument = `query ReadBulkOperation($id: ID!) {
  bulkOperation(id: $id) {
    id
    status
    errorCode
    createdAt
    objectCount
    rootObjectCount
    fileSize
    url
    partialDataUrl
  }
}` as AdminDocument<ReadBulkOperationQuery, ReadBulkOperationQueryVariables>;

export const ReadCollectionVersionsDocument = `query ReadCollectionVersions($changed: String!, $after: String) {
  collections(first: 250, after: $after, sortKey: UPDATED_AT, query: $changed) {
    nodes {
      ...CollectionVersionFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment CollectionVersionFields on Collection {
  id
  updatedAt
  title
  productsCount {
    count
  }
}` as AdminDocument<ReadCollectionVersionsQuery, ReadCollectionVersionsQueryVariables>;

export const ReadCollectionDocument = `query ReadCollection($id: ID!, $after: String) {
  collection(id: $id) {
    ...CollectionFields
    products(first: 250, after: $after) {
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}

fragment CollectionFields on Collection {
  id
  title
  handle
  updatedAt
}` as AdminDocument<ReadCollectionQuery, ReadCollectionQueryVariables>;

export const ReadCustomerTagsDocument = `query ReadCustomerTags($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Customer {
      id
      tags
    }
  }
}` as AdminDocument<ReadCustomerTagsQuery, ReadCustomerTagsQueryVariables>;

export const ReadCustomerVersionsDocument = `query ReadCustomerVersions($changed: String!, $after: String) {
  customers(first: 250, after: $after, sortKey: UPDATED_AT, query: $changed) {
    nodes {
      ...CustomerVersionFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment CustomerVersionFields on Customer {
  id
  updatedAt
  numberOfOrders
  tags
  amountSpent {
    amount
    currencyCode
  }
  defaultEmailAddress {
    marketingState
    marketingUpdatedAt
  }
}` as AdminDocument<ReadCustomerVersionsQuery, ReadCustomerVersionsQueryVariables>;

export const ReadCustomerDocument = `query ReadCustomer($id: ID!) {
  customer(id: $id) {
    ...CustomerFields
    addressesV2(first: 50) {
      nodes {
        ...AddressFields
      }
    }
  }
}

fragment CustomerFields on Customer {
  id
  firstName
  lastName
  state
  locale
  verifiedEmail
  taxExempt
  note
  tags
  createdAt
  updatedAt
  numberOfOrders
  amountSpent {
    amount
    currencyCode
  }
  defaultEmailAddress {
    emailAddress
    marketingState
    marketingOptInLevel
    marketingUpdatedAt
  }
  defaultPhoneNumber {
    phoneNumber
    smsMarketingConsent {
      state
      optInLevel
      updatedAt
    }
  }
  defaultAddress {
    id
  }
}

fragment AddressFields on MailingAddress {
  __typename
  id
  firstName
  lastName
  company
  address1
  address2
  city
  province
  zip
  countryCodeV2
  phone
}` as AdminDocument<ReadCustomerQuery, ReadCustomerQueryVariables>;

export const ReadDiscountCodeDocument = `query ReadDiscountCode($code: String!) {
  codeDiscountNodeByCode(code: $code) {
    id
    codeDiscount {
      __typename
      ... on DiscountCodeBasic {
        title
        endsAt
        asyncUsageCount
      }
      ... on DiscountCodeFreeShipping {
        title
        endsAt
        asyncUsageCount
      }
    }
  }
}` as AdminDocument<ReadDiscountCodeQuery, ReadDiscountCodeQueryVariables>;

export const ReadDiscountVersionsDocument = `query ReadDiscountVersions($changed: String!, $after: String) {
  discountNodes(first: 250, after: $after, sortKey: UPDATED_AT, query: $changed) {
    nodes {
      ...DiscountVersionFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment DiscountVersionFields on DiscountNode {
  id
  discount {
    ... on DiscountCodeBasic {
      updatedAt
      title
    }
    ... on DiscountCodeBxgy {
      updatedAt
      title
    }
    ... on DiscountCodeFreeShipping {
      updatedAt
      title
    }
    ... on DiscountCodeApp {
      updatedAt
      title
    }
    ... on DiscountAutomaticBasic {
      updatedAt
      title
    }
    ... on DiscountAutomaticBxgy {
      updatedAt
      title
    }
    ... on DiscountAutomaticFreeShipping {
      updatedAt
      title
    }
    ... on DiscountAutomaticApp {
      updatedAt
      title
    }
  }
}` as AdminDocument<ReadDiscountVersionsQuery, ReadDiscountVersionsQueryVariables>;

export const ReadDiscountDocument = `query ReadDiscount($id: ID!) {
  discountNode(id: $id) {
    ...DiscountFields
    discount {
      ... on DiscountCodeBasic {
        codes(first: 1) {
          nodes {
            code
          }
        }
      }
      ... on DiscountCodeBxgy {
        codes(first: 1) {
          nodes {
            code
          }
        }
      }
      ... on DiscountCodeFreeShipping {
        codes(first: 1) {
          nodes {
            code
          }
        }
      }
      ... on DiscountCodeApp {
        codes(first: 1) {
          nodes {
            code
          }
        }
      }
    }
  }
}

fragment DiscountFields on DiscountNode {
  id
  discount {
    __typename
    ... on DiscountCodeBasic {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountCodeBxgy {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountCodeFreeShipping {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountCodeApp {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountAutomaticBasic {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountAutomaticBxgy {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountAutomaticFreeShipping {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
    ... on DiscountAutomaticApp {
      title
      status
      startsAt
      endsAt
      asyncUsageCount
      updatedAt
    }
  }
}` as AdminDocument<ReadDiscountQuery, ReadDiscountQueryVariables>;

export const ReadLatestMutationsDocument = `query ReadLatestMutations {
  bulkOperations(first: 50, query: "operation_type:mutation") {
    nodes {
      id
      query
    }
  }
}` as AdminDocument<ReadLatestMutationsQuery, ReadLatestMutationsQueryVariables>;

export const ReadMembershipsDocument = `query ReadMemberships($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Customer {
      ...MembershipFields
    }
  }
}

fragment MembershipFields on Customer {
  id
  tags
  tier: metafield(namespace: "$app", key: "tier") {
    value
    compareDigest
  }
  points_balance: metafield(namespace: "$app", key: "points_balance") {
    value
    compareDigest
  }
  loyalty: metafield(namespace: "$app", key: "loyalty") {
    value
    compareDigest
  }
}` as AdminDocument<ReadMembershipsQuery, ReadMembershipsQueryVariables>;

export const ReadOrderAgreementDocument = `query ReadOrderAgreement($id: ID!, $after: String, $salesAfter: String) {
  order(id: $id) {
    agreements(first: 1, after: $after) {
      nodes {
        ...OrderAgreementFields
        sales(first: 100, after: $salesAfter) {
          nodes {
            ...SaleFields
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}

fragment OrderAgreementFields on SalesAgreement {
  __typename
  id
  happenedAt
  ... on RefundAgreement {
    refund {
      id
    }
  }
}

fragment SaleFields on Sale {
  __typename
  id
  actionType
  lineType
  quantity
  totalAmount {
    ...ShopMoney
  }
  totalTaxAmount {
    ...ShopMoney
  }
  ... on ProductSale {
    lineItem {
      id
    }
  }
  ... on GiftCardSale {
    lineItem {
      id
    }
  }
}

fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
    currencyCode
  }
}` as AdminDocument<ReadOrderAgreementQuery, ReadOrderAgreementQueryVariables>;

export const ReadOrderLinesDocument = `query ReadOrderLines($id: ID!, $after: String) {
  order(id: $id) {
    lineItems(first: 50, after: $after) {
      nodes {
        ...OrderLineFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}

fragment OrderLineFields on LineItem {
  id
  title
  variantTitle
  sku
  quantity
  currentQuantity
  isGiftCard
  product {
    id
  }
  variant {
    id
  }
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
      ...ShopMoney
    }
  }
}

fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
    currencyCode
  }
}` as AdminDocument<ReadOrderLinesQuery, ReadOrderLinesQueryVariables>;

export const ReadOrderVersionsDocument = `query ReadOrderVersions($changed: String!, $after: String) {
  orders(first: 250, after: $after, sortKey: UPDATED_AT, query: $changed) {
    nodes {
      ...OrderVersionFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment OrderVersionFields on Order {
  id
  updatedAt
  displayFinancialStatus
  displayFulfillmentStatus
  cancelledAt
  closedAt
  tags
  transactionsCount {
    count
  }
}` as AdminDocument<ReadOrderVersionsQuery, ReadOrderVersionsQueryVariables>;

export const ReadOrderDocument = `query ReadOrder($id: ID!) {
  order(id: $id) {
    ...OrderFields
    lineItems(first: 30) {
      nodes {
        ...OrderLineFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    agreements(first: 5) {
      nodes {
        ...OrderAgreementFields
        sales(first: 20) {
          nodes {
            ...SaleFields
          }
          pageInfo {
            hasNextPage
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}

fragment OrderFields on Order {
  id
  name
  number
  sourceName
  email
  phone
  test
  tags
  discountCodes
  currencyCode
  presentmentCurrencyCode
  taxesIncluded
  displayFinancialStatus
  displayFulfillmentStatus
  cancelledAt
  cancelReason
  closedAt
  createdAt
  processedAt
  updatedAt
  customer {
    id
  }
  totalPriceSet {
    ...ShopMoney
  }
  totalTaxSet {
    ...ShopMoney
  }
  totalDiscountsSet {
    ...ShopMoney
  }
  totalShippingPriceSet {
    ...ShopMoney
  }
  refunds {
    id
    createdAt
    totalRefundedSet {
      ...ShopMoney
    }
  }
  transactions {
    id
    kind
    status
    gateway
    createdAt
    processedAt
    amountSet {
      ...ShopMoney
    }
  }
  fulfillments {
    id
    status
    createdAt
  }
}

fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
    currencyCode
  }
}

fragment OrderLineFields on LineItem {
  id
  title
  variantTitle
  sku
  quantity
  currentQuantity
  isGiftCard
  product {
    id
  }
  variant {
    id
  }
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
      ...ShopMoney
    }
  }
}

fragment OrderAgreementFields on SalesAgreement {
  __typename
  id
  happenedAt
  ... on RefundAgreement {
    refund {
      id
    }
  }
}

fragment SaleFields on Sale {
  __typename
  id
  actionType
  lineType
  quantity
  totalAmount {
    ...ShopMoney
  }
  totalTaxAmount {
    ...ShopMoney
  }
  ... on ProductSale {
    lineItem {
      id
    }
  }
  ... on GiftCardSale {
    lineItem {
      id
    }
  }
}` as AdminDocument<ReadOrderQuery, ReadOrderQueryVariables>;

export const ReadProductVersionsDocument = `query ReadProductVersions($changed: String!, $after: String) {
  products(first: 250, after: $after, sortKey: UPDATED_AT, query: $changed) {
    nodes {
      ...ProductVersionFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment ProductVersionFields on Product {
  id
  updatedAt
  status
  totalInventory
  title
  tags
}` as AdminDocument<ReadProductVersionsQuery, ReadProductVersionsQueryVariables>;

export const ReadProductDocument = `query ReadProduct($id: ID!, $after: String) {
  product(id: $id) {
    ...ProductFields
    variants(first: 100, after: $after) {
      nodes {
        ...ProductVariantFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}

fragment ProductFields on Product {
  id
  title
  handle
  vendor
  productType
  status
  isGiftCard
  tags
  totalInventory
  createdAt
  updatedAt
}

fragment ProductVariantFields on ProductVariant {
  id
  title
  sku
  price
  compareAtPrice
  position
  inventoryQuantity
}` as AdminDocument<ReadProductQuery, ReadProductQueryVariables>;

export const ReadSegmentDiscountsDocument = `query ReadSegmentDiscounts($after: String) {
  discountNodes(first: 50, after: $after, query: "method:automatic") {
    nodes {
      id
      discount {
        __typename
        ... on DiscountAutomaticBasic {
          title
          status
          endsAt
          context {
            ... on DiscountCustomerSegments {
              segments {
                id
              }
            }
          }
          customerGets {
            value {
              ... on DiscountPercentage {
                percentage
              }
            }
          }
        }
        ... on DiscountAutomaticFreeShipping {
          title
          status
          endsAt
          context {
            ... on DiscountCustomerSegments {
              segments {
                id
              }
            }
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}` as AdminDocument<ReadSegmentDiscountsQuery, ReadSegmentDiscountsQueryVariables>;

export const ReadSegmentsDocument = `query ReadSegments($after: String) {
  segments(first: 100, after: $after) {
    nodes {
      id
      query
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}` as AdminDocument<ReadSegmentsQuery, ReadSegmentsQueryVariables>;

export const ReadShopDocument = `query ReadShop {
  shop {
    id
    name
    currencyCode
    ianaTimezone
    plan {
      publicDisplayName
    }
    shopAddress {
      countryCodeV2
    }
  }
}` as AdminDocument<ReadShopQuery, ReadShopQueryVariables>;

export const ReadStoreCreditDocument = `query ReadStoreCredit($customer: ID!, $first: Int!) {
  customer(id: $customer) {
    storeCreditAccounts(first: 3) {
      nodes {
        id
        balance {
          currencyCode
        }
        transactions(first: $first, reverse: true) {
          nodes {
            __typename
            amount {
              amount
            }
            ... on StoreCreditAccountCreditTransaction {
              id
            }
            ... on StoreCreditAccountDebitTransaction {
              id
            }
            event
          }
        }
      }
    }
  }
}` as AdminDocument<ReadStoreCreditQuery, ReadStoreCreditQueryVariables>;

export const ReadStoreFiguresDocument = `query ReadStoreFigures($created: String!, $processed: String!, $changed: String!, $settled: String!) {
  productsCount(query: $created, limit: null) {
    count
  }
  productsChanged: productsCount(query: $changed, limit: null) {
    count
  }
  products(first: 1, sortKey: UPDATED_AT, reverse: true, query: $settled) {
    nodes {
      ...ProductVersionFields
    }
  }
  collectionsCount(query: $settled, limit: null) {
    count
  }
  collectionsChanged: collectionsCount(query: $changed, limit: null) {
    count
  }
  collections(first: 1, sortKey: UPDATED_AT, reverse: true, query: $settled) {
    nodes {
      ...CollectionVersionFields
    }
  }
  discountNodesCount(query: $settled, limit: null) {
    count
  }
  discountNodesChanged: discountNodesCount(query: $changed, limit: null) {
    count
  }
  discountNodes(first: 1, sortKey: UPDATED_AT, reverse: true, query: $settled) {
    nodes {
      ...DiscountVersionFields
    }
  }
  customersCount(query: $created, limit: null) {
    count
  }
  customersChanged: customersCount(query: $changed, limit: null) {
    count
  }
  customers(first: 1, sortKey: UPDATED_AT, reverse: true, query: $settled) {
    nodes {
      ...CustomerVersionFields
    }
  }
  ordersCount(query: $processed, limit: null) {
    count
  }
  ordersChanged: ordersCount(query: $changed, limit: null) {
    count
  }
  orders(first: 1, sortKey: UPDATED_AT, reverse: true, query: $settled) {
    nodes {
      ...OrderVersionFields
    }
  }
}

fragment ProductVersionFields on Product {
  id
  updatedAt
  status
  totalInventory
  title
  tags
}

fragment CollectionVersionFields on Collection {
  id
  updatedAt
  title
  productsCount {
    count
  }
}

fragment DiscountVersionFields on DiscountNode {
  id
  discount {
    ... on DiscountCodeBasic {
      updatedAt
      title
    }
    ... on DiscountCodeBxgy {
      updatedAt
      title
    }
    ... on DiscountCodeFreeShipping {
      updatedAt
      title
    }
    ... on DiscountCodeApp {
      updatedAt
      title
    }
    ... on DiscountAutomaticBasic {
      updatedAt
      title
    }
    ... on DiscountAutomaticBxgy {
      updatedAt
      title
    }
    ... on DiscountAutomaticFreeShipping {
      updatedAt
      title
    }
    ... on DiscountAutomaticApp {
      updatedAt
      title
    }
  }
}

fragment CustomerVersionFields on Customer {
  id
  updatedAt
  numberOfOrders
  tags
  amountSpent {
    amount
    currencyCode
  }
  defaultEmailAddress {
    marketingState
    marketingUpdatedAt
  }
}

fragment OrderVersionFields on Order {
  id
  updatedAt
  displayFinancialStatus
  displayFulfillmentStatus
  cancelledAt
  closedAt
  tags
  transactionsCount {
    count
  }
}` as AdminDocument<ReadStoreFiguresQuery, ReadStoreFiguresQueryVariables>;

export const ReadStorefrontProgrammeDocument = `query ReadStorefrontProgramme {
  shop {
    id
    metafield(namespace: "$app", key: "programme") {
      value
      compareDigest
    }
  }
}` as AdminDocument<ReadStorefrontProgrammeQuery, ReadStorefrontProgrammeQueryVariables>;

export const ReceiveFlowTriggerDocument = `mutation ReceiveFlowTrigger($handle: String!, $payload: JSON!) {
  flowTriggerReceive(handle: $handle, payload: $payload) {
    userErrors {
      field
      message
    }
  }
}` as AdminDocument<ReceiveFlowTriggerMutation, ReceiveFlowTriggerMutationVariables>;

export const RemoveTagsDocument = `mutation RemoveTags($id: ID!, $tags: [String!]!) {
  tagsRemove(id: $id, tags: $tags) {
    node {
      id
    }
    userErrors {
      field
      message
    }
  }
}` as AdminDocument<RemoveTagsMutation, RemoveTagsMutationVariables>;

export const RunBulkMutationDocument = `mutation RunBulkMutation($mutation: String!, $path: String!) {
  bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) {
    bulkOperation {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<RunBulkMutationMutation, RunBulkMutationMutationVariables>;

export const RunBulkQueryDocument = `mutation RunBulkQuery($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) {
    bulkOperation {
      id
      status
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<RunBulkQueryMutation, RunBulkQueryMutationVariables>;

export const SetMetafieldsDocument = `mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    metafields {
      key
      compareDigest
      owner {
        ... on Customer {
          id
        }
      }
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<SetMetafieldsMutation, SetMetafieldsMutationVariables>;

export const UpdateBasicDiscountDocument = `mutation UpdateBasicDiscount($id: ID!, $discount: DiscountAutomaticBasicInput!) {
  discountAutomaticBasicUpdate(id: $id, automaticBasicDiscount: $discount) {
    automaticDiscountNode {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<UpdateBasicDiscountMutation, UpdateBasicDiscountMutationVariables>;

export const UpdateFreeShippingDiscountDocument = `mutation UpdateFreeShippingDiscount($id: ID!, $discount: DiscountAutomaticFreeShippingInput!) {
  discountAutomaticFreeShippingUpdate(
    id: $id
    freeShippingAutomaticDiscount: $discount
  ) {
    automaticDiscountNode {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}` as AdminDocument<UpdateFreeShippingDiscountMutation, UpdateFreeShippingDiscountMutationVariables>;
