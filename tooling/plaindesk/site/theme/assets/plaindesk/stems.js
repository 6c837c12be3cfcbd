/* What forms of a word have in common, for words that no page holds.
 *
 * English, Russian and Persian as Snowball cuts them (https://snowballstem.org), written as
 * patterns; Slovak and what goes beyond Snowball come with the words of the language. */

(() => {
  "use strict";
  const known = window.plaindesk;
  const made = ([pattern, instead]) => [new RegExp(pattern, "u"), instead];
  const all = (word, rules) => rules.reduce((root, rule) => root.replace(...rule), word);

  /* English. R1 begins after the first vowel with something else behind it, R2 after the next. */
  const VC = "[aeiouy][^aeiouy]";
  const HEADS = "(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)";
  const TO_R1 = `(?:${HEADS}|(?!${HEADS}).*?${VC})`;
  const R1 = `(?<=^${TO_R1}.*)`;
  const R2 = `(?<=^${TO_R1}.*?${VC}.*)`;
  const SHORT = /(?:[^aeiouy][aeiouy][^aeiouyYwx]|^[aeiouy][^aeiouy]|past)$/u;
  const bareLength = (ending) => ending.replace(/^\(.*\)/u, "").length;
  const after = (region, pairs) =>
    Object.entries(pairs)
      .sort(([one], [other]) => bareLength(other) - bareLength(one))
      .map(([ending, instead]) => [new RegExp(`${ending}$`, "u"), new RegExp(`${region}${ending}$`, "u"), instead]);
  /* The longest ending that fits is looked at, and cut where its region lets it. */
  const longest = (word, rules) => {
    const rule = rules.find(([ending]) => ending.test(word));
    return rule ? word.replace(rule[1], rule[2]) : word;
  };
  const WHOLE = {
    andes: "andes", atlas: "atlas", bias: "bias", cosmos: "cosmos", early: "earli", gently: "gentl",
    howe: "howe", idly: "idl", news: "news", only: "onli", singly: "singl", skies: "sky", skis: "ski",
    sky: "sky", ugly: "ugli",
  };
  const SECOND = after(R1, {
    tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize",
    ational: "ate", ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al", fulness: "ful",
    ousli: "ous", ousness: "ous", iveness: "ive", iviti: "ive", biliti: "ble", bli: "ble", ogist: "og",
    "(?<=l)ogi": "og", fulli: "ful", lessli: "less", "(?<=[cdeghkmnrt])li": "",
  });
  const THIRD = [
    ...after(R1, {
      ational: "ate", tional: "tion", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "",
    }),
    ...after(R2, { ative: "" }),
  ];
  const FOURTH = after(
    R2,
    Object.fromEntries(
      "al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize (?<=[st])ion"
        .split(" ")
        .map((ending) => [ending, ""]),
    ),
  );
  const past = (word) => {
    if (/eed(?:ly)?$/u.test(word))
      return /^(?:succ|proc|exc)eed(?:ly)?$/u.test(word)
        ? word
        : word.replace(new RegExp(`${R1}eed(?:ly)?$`, "u"), "ee");
    if (/^[^aeiouy]ying$/u.test(word)) return word.replace(/ying$/u, "ie");
    if (/^(?:even|cann|inn|earr|herr|out)ing$/u.test(word)) return word;
    const root = word.replace(/(?<=[aeiouy].*)(?:ed|edly|ing|ingly)$/u, "");
    if (root === word) return word;
    if (/(?:at|bl|iz)$/u.test(root)) return `${root}e`;
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/u.test(root)) return /^[aeo]..$/u.test(root) ? root : root.slice(0, -1);
    return SHORT.test(root) && !new RegExp(`${R1}.$`, "u").test(root) ? `${root}e` : root;
  };
  const english = (word) => {
    if (Object.hasOwn(WHOLE, word)) return WHOLE[word];
    if (word.length < 3) return word;
    let root = word.replace(/^'/u, "").replace(/^y/u, "Y").replace(/(?<=[aeiouy])y/gu, "Y").replace(/'s'$|'s$|'$/u, "");
    if (/sses$/u.test(root)) root = root.slice(0, -2);
    else if (/ie[ds]$/u.test(root)) root = root.slice(0, root.length > 4 ? -2 : -1);
    else if (!/[us]s$/u.test(root)) root = root.replace(/(?<=[aeiouy].+)s$/u, "");
    root = past(root).replace(/(?<=.[^aeiouy])[yY]$/u, "i");
    root = longest(longest(longest(root, SECOND), THIRD), FOURTH);
    if (new RegExp(`${R2}e$`, "u").test(root)) root = root.slice(0, -1);
    else if (new RegExp(`${R1}e$`, "u").test(root) && !SHORT.test(root.slice(0, -1))) root = root.slice(0, -1);
    else root = root.replace(new RegExp(`${R2}(?<=l)l$`, "u"), "");
    return root.toLowerCase();
  };

  /* Russian. RV begins after the first vowel; nothing before it is cut. */
  const GERUND = /(?:(?<=[ая])(?:в|вши|вшись)|(?:ив|ивши|ившись|ыв|ывши|ывшись))$/u;
  const REFLEXIVE = /(?:ся|сь)$/u;
  const ADJECTIVE = /(?:ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$/u;
  const PARTICIPLE = /(?:(?<=[ая])(?:ем|нн|вш|ющ|щ)|(?:ивш|ывш|ующ))$/u;
  const VERB =
    /(?:(?<=[ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно)|(?:ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю))$/u;
  const NOUN =
    /(?:а|ев|ов|ие|ье|е|иями|ями|ами|еи|ии|и|ией|ей|ой|ий|й|иям|ям|ием|ем|ам|ом|о|у|ах|иях|ях|ы|ь|ию|ью|ю|ия|ья|я)$/u;
  const cutRussian = (region) => {
    if (GERUND.test(region)) return region.replace(GERUND, "");
    const rest = region.replace(REFLEXIVE, "");
    if (ADJECTIVE.test(rest)) return rest.replace(ADJECTIVE, "").replace(PARTICIPLE, "");
    return VERB.test(rest) ? rest.replace(VERB, "") : rest.replace(NOUN, "");
  };
  const russian = (word) => {
    const [, head, region] = /^(.*?(?:[аеиоуыэюя]|$))(.*)$/u.exec(word.replace(/ё/gu, "е"));
    const root = head + cutRussian(region).replace(/и$/u, "");
    const settled = root.replace(/(?<=^[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]+[аеиоуыэюя]+[^аеиоуыэюя].*)(?:ость|ост)$/u, "");
    const short = settled.slice(head.length).replace(/(?:ейше|ейш)$/u, "");
    return head + short.replace(/нн$|ь$/u, (end) => (end === "нн" ? "н" : ""));
  };

  /* What a language's endings leave of a word, its first letters at least. */
  const endings = new RegExp(known.endings || "(?!)", "u");
  const cutFrom = (word, first) => word.slice(0, first) + word.slice(first).replace(endings, "");
  const slovak = (word) => cutFrom(known.folded(word), 3);

  /* Persian: spoken forms are written out, then Snowball's endings go, one by one. */
  const NAMES = /^(?:آذربایجان|همدان|خاندان|زندان|میزان|درخشان|آتشفشان|نشان|کهکشان|ایشان|پریشان|سلطان|گیلان|ساختمان|رمان|درمان|قهرمان|کرمان|سازمان|همزمان|آسمان|آلمان|مسلمان|ایمان|سلیمان|پیمان|لبنان|یونان|اصفهان|امکان|پایان|بیان|جریان)$|(?:ستان|ران|سان|وان)$/u;
  const IRREGULAR = [[/اساتید$/u, "استاد"], [/اخبار$/u, "خبر"]];
  const FROM_THIRD = /(?<=^.{3,})(?:ها|ات|یت|مند|وار|گار|اش|ام|ان|بان|گان|یان|ین|ترین|گاه|انه|ناک|های|انی|گی|یی)$/u;
  const PERSONS = /(?:است|اند|ید|اید|اس|یم|ایم|ای)$/u;
  const VERBS = [
    [/رفت(?:اند|ید|م|یم|ی)$/u, "رفت"],
    [/(?:اند|د|ید|م|ام|یم)$/u, null],
    [/(?<=^.{3,})(?:نده|ان)$/u, ""],
    [/نده$/u, null],
    [/(?<=.)ده$/u, "د"],
    [/(?<=.)ته$/u, "ت"],
  ];
  const withoutEnding = (word) => {
    for (const [pattern, instead] of IRREGULAR) if (pattern.test(word)) return word.replace(pattern, instead);
    const comparative = /(?<=^.{4,})تر$/u;
    if (comparative.test(word)) return word.replace(comparative, "");
    if (FROM_THIRD.test(word)) return word.replace(FROM_THIRD, "");
    if (word.search(PERSONS) >= 3) return word.replace(PERSONS, "");
    const rule = VERBS.find(([pattern]) => pattern.test(word));
    return rule && rule[1] !== null ? word.replace(...rule) : word;
  };
  const before = known.before.map(made);
  const persian = (word) => {
    let root = all(word, before);
    for (let shorter; !NAMES.test(root) && (shorter = withoutEnding(root)) !== root; ) root = shorter;
    return cutFrom(root, 3);
  };

  const CUT = { en: english, fa: persian, ru: russian, sk: slovak };
  const changes = known.changes.map(made);
  const cut = CUT[known.language] ?? ((word) => word);
  known.cut = (word) => {
    const root = cut(word);
    return root.length <= 3 ? root : all(root, changes);
  };
})();
