//! Which words end a domain in running text. Endings that name files far more
//! often than hosts (`.rs`, `.py`, `.sh`, `.md`, `.zip`) are left out: such a
//! domain is still found in a URL, in an address or written defanged.

/// Whether a last label, in lower case, is that of a domain.
pub(super) fn is_ending(top: &str) -> bool {
    let in_list = |list: &str| list.split_whitespace().any(|word| word == top);
    let known = || in_list(COUNTRIES) || in_list(GENERIC) || in_list(INTERNATIONAL);
    !in_list(FILES) && (top.starts_with("xn--") || known())
}

/// Endings of programs, documents and archives.
const FILES: &str = "rs py sh md zip pl so ps mov bz gz cs ts";

/// ISO 3166-1 codes in use as top-level domains, and `eu`, `su`, `uk`.
const COUNTRIES: &str = "\
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz \
ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk \
fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir \
is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc me mg mh mk ml \
mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pm pn \
pr pt pw qa re ro ru rw sa sb sc sd se sg si sk sl sm sn sr ss st su sv sx sy sz tc td tf tg th tj tk tl \
tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

/// Generic top-level domains that are met in incidents, `onion`, and the names
/// that RFC 2606 keeps for examples.
const GENERIC: &str = "\
com org net info biz edu gov mil int name pro mobi asia tel jobs travel coop aero museum cat post arpa \
app dev page web site website online store shop blog cloud host hosting press space tech xyz top club vip \
icu work works live life world today news media digital agency email support help team group zone wiki \
fun win bid loan men date stream download racing review trade party science click link lol pics photos \
video games game bet casino poker cyou buzz monster rest bar best cam quest beauty hair skin makeup sbs \
cfd bond finance bank money market exchange network systems solutions services software security codes \
academy center company ltd inc llc gmbh global international city tokyo london berlin paris nyc moscow \
art fyi one surf tools wtf google amazon aws azure microsoft apple onion example test invalid";

/// Top-level domains in scripts of their own. Others of that form are left
/// out: in running text a missing space (`конец.начало`) looks the same.
const INTERNATIONAL: &str = "\
рф бел срб укр мкд бг ею қаз мон рус дети сайт онлайн орг ком москва католик ελ ευ հայ გე ישראל קום \
中国 中國 香港 台湾 台灣 澳門 新加坡 公司 网络 網路 网址 网站 在线 中文网 商城 集团 我爱你 商店 手机 移动 组织机构 政务 公益 \
みんな コム ストア グーグル 한국 닷컴 닷넷 삼성 ไทย คอม भारत कॉम नेट संगठन ভারত বাংলা ਭਾਰਤ ભારત இந்தியா இலங்கை \
مصر قطر سورية السعودية امارات الاردن الجزائر المغرب تونس عمان فلسطين عراق ایران پاکستان بھارت موقع شبكة بازار كوم";
