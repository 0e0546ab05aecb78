import type { namePools } from './names.ts';

/** A place customers live in. `phone` gives the k-th number of a range reserved for fiction, or null when they are used up or there is none. */
export interface Place {
  country: string;
  countryCode: string;
  currency: string;
  share: number;
  names: (keyof typeof namePools)[];
  cities: { city: string; province: string | null; provinceCode: string | null; zip: string }[];
  streets: string[];
  phone(index: number): string | null;
}
const city = (text: string) =>
  text.split(';').map((entry) => {
    const [name = '', province = '', code = '', zip = ''] = entry.split(',');
    return { city: name, province: province || null, provinceCode: code || null, zip };
  });
const none = () => null;
const range = (prefix: string, first: number, count: number, digits: number) => (index: number) =>
  index < count ? `${prefix}${String(first + index).padStart(digits, '0')}` : null;
/** 555-0100 to 555-0199 is set aside in every North American area code. */
const northAmerica = (areas: number[]) => (index: number) => {
  const area = areas[Math.floor(index / 100)];
  return area === undefined ? null : `+1${area}55501${String(index % 100).padStart(2, '0')}`;
};
const usAreas = [
  202, 203, 206, 212, 213, 214, 215, 216, 267, 281, 301, 303, 305, 310, 312, 313, 314, 323, 347, 404, 408, 410, 412, 415, 424, 425, 469, 480, 503, 504, 510,
  512, 513, 516, 602, 612, 614, 615, 617, 619, 626, 646, 650, 702, 703, 704, 713, 714, 718, 720, 786, 801, 808, 813, 818, 832, 858, 901, 917, 919, 949, 954,
  971, 972,
];

export const places: Place[] = [
  {
    country: 'United States',
    countryCode: 'US',
    currency: 'USD',
    share: 46,
    names: ['english', 'english', 'english', 'english', 'spanish', 'chinese', 'korean', 'arabic', 'cyrillic'],
    streets: ['Maple Street', 'Oak Avenue', '5th Avenue', 'Sunset Boulevard', 'Main Street', 'Lakeview Drive'],
    phone: northAmerica(usAreas),
    cities: city(
      'New York,New York,NY,10013;Los Angeles,California,CA,90012;San Francisco,California,CA,94108;Seattle,Washington,WA,98101;Chicago,Illinois,IL,60616;Austin,Texas,TX,78701;Boston,Massachusetts,MA,02111;Portland,Oregon,OR,97209',
    ),
  },
  {
    country: 'Canada',
    countryCode: 'CA',
    currency: 'CAD',
    share: 8,
    names: ['english', 'english', 'french', 'chinese'],
    streets: ['Queen Street', 'Rue Saint-Denis', 'Granville Street'],
    phone: northAmerica([204, 250, 289, 403, 416, 438, 514, 604, 613, 647, 778, 902, 905]),
    cities: city('Toronto,Ontario,ON,M5V 2T6;Montréal,Quebec,QC,H2X 1Y4;Vancouver,British Columbia,BC,V6B 1A1'),
  },
  {
    country: 'United Kingdom',
    countryCode: 'GB',
    currency: 'GBP',
    share: 11,
    names: ['english', 'english', 'english', 'arabic', 'chinese'],
    streets: ['High Street', 'Church Lane', 'Station Road', 'Mill Lane'],
    phone: range('+447700', 900_000, 1000, 6),
    cities: city('London,England,ENG,E1 6AN;Manchester,England,ENG,M1 1AE;Bristol,England,ENG,BS1 4DJ;Edinburgh,Scotland,SCT,EH1 1YZ'),
  },
  {
    country: 'Germany',
    countryCode: 'DE',
    currency: 'EUR',
    share: 8,
    names: ['german', 'german', 'cyrillic'],
    streets: ['Lindenstraße', 'Bahnhofstraße', 'Schönhauser Allee'],
    phone: range('+493023125', 0, 1000, 3),
    cities: city('Berlin,,,10119;Hamburg,,,20095;München,,,80331;Köln,,,50667'),
  },
  {
    country: 'France',
    countryCode: 'FR',
    currency: 'EUR',
    share: 6,
    names: ['french', 'french', 'arabic'],
    streets: ['rue de la République', 'avenue Foch', 'rue de l’Église'],
    phone: range('+3363998', 0, 10_000, 4),
    cities: city('Paris,,,75011;Lyon,,,69002;Nîmes,,,30000'),
  },
  {
    country: 'Spain',
    countryCode: 'ES',
    currency: 'EUR',
    share: 4,
    names: ['spanish'],
    streets: ['Calle Mayor', 'Avenida de la Constitución'],
    phone: none,
    cities: city('Madrid,Madrid,M,28013;A Coruña,A Coruña,C,15001;Barcelona,Barcelona,B,08002'),
  },
  {
    country: 'China',
    countryCode: 'CN',
    currency: 'CNY',
    share: 6,
    names: ['chinese'],
    streets: ['中山路', '人民路', '解放大道'],
    phone: none,
    cities: city('上海,上海,SH,200001;杭州,浙江,ZJ,310006;广州,广东,GD,510030;成都,四川,SC,610016'),
  },
  {
    country: 'Japan',
    countryCode: 'JP',
    currency: 'JPY',
    share: 4,
    names: ['japanese'],
    streets: ['本町', '栄町', '中央'],
    phone: none,
    cities: city('東京,東京都,JP-13,100-0005;京都市,京都府,JP-26,600-8216'),
  },
  {
    country: 'South Korea',
    countryCode: 'KR',
    currency: 'KRW',
    share: 2,
    names: ['korean'],
    streets: ['세종대로', '테헤란로'],
    phone: none,
    cities: city('서울,서울특별시,KR-11,04524;부산,부산광역시,KR-26,48058'),
  },
  {
    country: 'United Arab Emirates',
    countryCode: 'AE',
    currency: 'AED',
    share: 3,
    names: ['arabic', 'arabic', 'english'],
    streets: ['شارع الشيخ زايد', 'شارع المكتوم'],
    phone: none,
    cities: city('دبي,دبي,DU,;أبوظبي,أبوظبي,AZ,'),
  },
  {
    country: 'Australia',
    countryCode: 'AU',
    currency: 'AUD',
    share: 2,
    names: ['english', 'chinese'],
    streets: ['George Street', 'Collins Street'],
    phone: range('+6149157', 6, 1, 4),
    cities: city('Sydney,New South Wales,NSW,2000;Melbourne,Victoria,VIC,3000'),
  },
];

/** Rough price levels against the US dollar; also the rates that shoppers abroad pay at. */
export const perDollar: Record<string, string> = {
  USD: '1',
  CAD: '1.36',
  GBP: '0.79',
  EUR: '0.92',
  CNY: '7.18',
  JPY: '149.5',
  KRW: '1335',
  AED: '3.6725',
  AUD: '1.52',
  HKD: '7.82',
  TWD: '31.4',
  SGD: '1.34',
  KWD: '0.307',
  CHF: '0.88',
};
