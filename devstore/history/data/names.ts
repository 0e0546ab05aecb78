/** Given names and family names, each with the Latin spelling used in an e-mail address when the script is another. */
export interface NamePool {
  locale: string;
  given: string[];
  family: string[];
  familyFirst?: boolean;
}
const pool = (locale: string, given: string, family: string): NamePool => ({ locale, given: given.split(' '), family: family.split(' ') });

export const namePools = {
  english: pool(
    'en',
    'Amelia Oliver Isla George Ava Noah Emily Jack Sophie Harry Grace Leo Ruby Oscar Freya Arthur Hannah Ethan Chloe Lucas Maya Owen Zoe Caleb Naomi Miles Ivy Jonah Stella Felix',
    'Smith Jones Taylor Brown Wilson Evans Thomas Walker Wright Green Hall Wood Clarke Carter Mitchell Turner Parker Bennett Murphy Cooper Bailey Foster Hughes Reed Price Coleman Russell Hayes',
  ),
  french: pool(
    'fr',
    'Émilie Chloé Zoé Léa Inès René François Théo Jérôme Gaël Noémie Aurélie Mathéo Hélène Raphaël',
    'Lefèvre Dubois Moreau Lefebvre Garnier Béranger Châtelain Dupré Gauthier Hébert Marchand Noël Périer',
  ),
  german: pool(
    'de',
    'Jürgen Käthe Sören Günther Anneliese Björn Matthias Lena Jörg Frieda Moritz Mareike Nils Änne',
    'Müller Schröder Köhler Weiß Krüger Böhm Schäfer Jäger Lübke Groß Hübner Vogel Kühn',
  ),
  spanish: pool(
    'es',
    'José María Iñaki Sofía Andrés Lucía Ángel Núria Martín Inés Raúl Mónica Joaquín Belén',
    'García Muñoz Fernández Núñez Rodríguez Pérez Ibáñez Gómez Álvarez Peña Sánchez Ordóñez',
  ),
  chinese: pool(
    'zh-CN',
    '伟:wei 芳:fang 娜:na 敏:min 静:jing 秀英:xiuying 丽:li 强:qiang 磊:lei 洋:yang 艳:yan 勇:yong 杰:jie 娟:juan 涛:tao 明:ming 雨桐:yutong 子涵:zihan 欣怡:xinyi 浩然:haoran',
    '王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 欧阳:ouyang 司马:sima',
  ),
  japanese: pool(
    'ja',
    '陽菜:haruna 結衣:yui 蓮:ren 大翔:hiroto さくら:sakura 翔太:shota 美咲:misaki 健:ken',
    '佐藤:sato 鈴木:suzuki 高橋:takahashi 田中:tanaka 渡辺:watanabe 伊藤:ito 山本:yamamoto',
  ),
  korean: pool('ko', '민준:minjun 서연:seoyeon 지우:jiwoo 하은:haeun 도윤:doyun 수아:sua', '김:kim 이:lee 박:park 최:choi 정:jung 강:kang'),
  arabic: pool(
    'ar',
    'محمد:mohammed فاطمة:fatima أحمد:ahmed ليلى:layla عمر:omar نور:nour يوسف:yousef مريم:maryam خالد:khaled',
    'العلي:alali حسن:hassan الأحمد:alahmad منصور:mansour الخطيب:alkhatib سالم:salem حداد:haddad',
  ),
  cyrillic: pool(
    'ru',
    'Анна:anna Дмитрий:dmitri Ольга:olga Сергей:sergei Наталья:natalia Иван:ivan Екатерина:ekaterina Юрий:yuri',
    'Иванов:ivanov Смирнова:smirnova Кузнецов:kuznetsov Попова:popova Соколов:sokolov Шевченко:shevchenko',
  ),
} as const;

/** What staff wrote about customers and customers about orders. */
export const customerNotes = [
  'Prefers loose leaf, no bags 🍃',
  'Allergic to nuts',
  'Orders for the office every month ☕',
  'Asked about wholesale',
  '喜欢乌龙茶，每次都要试新品 🫖',
  'Met at the tea fair 👋',
  'يفضّل الشاي الأخضر',
  'Любит пуэр',
  'VIP – sends friends 🌟',
  'Call before delivery 📞',
];
export const orderNotes = [
  'Please leave it with the neighbour 🙏',
  'It is a gift 🎁 – no prices, please',
  '请放在门口，谢谢！',
  'Ring twice',
  'Bitte klingeln',
  'Happy birthday, Mum! 🎂',
  'Sans emballage plastique, merci',
  'اتركها عند الباب من فضلك',
  'Second floor, blue door',
  '🍵🍵🍵',
];
export const customerTags = ['newsletter', 'wholesale', 'tea-club', 'press', 'local', 'friend-of-the-shop', 'workshop'];
export const refundNotes = ['Arrived broken', 'Changed their mind', 'Wrong grind', 'Lost in the post', 'Taste was not theirs', 'Ordered twice', null];
