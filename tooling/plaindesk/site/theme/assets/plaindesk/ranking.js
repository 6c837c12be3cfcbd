/* How well pages answer a question: the command's own ranking, number for number.
 *
 * What stands in `store/search/` as wanted, opened, scoring, kin, spelling, compounds, everyday and
 * asking stands here in the same order, with the same weights. A test asks both. */

(() => {
  "use strict";
  const known = window.plaindesk;
  const { weights: W, flat, isStopWord, tokens } = known;

  /* Every page gets the most that any way to find it counts. */
  const best = (ways) => {
    const most = new Map();
    for (const [boost, scores] of ways)
      for (const [page, score] of scores) most.set(page, Math.max(most.get(page) ?? 0, boost * score));
    return most;
  };

  const total = (parts) => {
    const sum = new Map();
    for (const [boost, scores] of parts)
      for (const [page, score] of scores) sum.set(page, (sum.get(page) ?? 0) + boost * score);
    return sum;
  };

  const remembered = (make) => {
    const made = new Map();
    return (key) => {
      if (!made.has(key)) made.set(key, make(key));
      return made.get(key);
    };
  };

  /* One field of the index: BM25 over its postings; only articles count for how rare a word is. */
  const field = ({ terms, lengths, total: length }, articles) => {
    const held = new Map(Object.entries(terms));
    const postings = (term) => {
      const flatList = held.get(term) ?? [];
      return Array.from({ length: flatList.length / 2 }, (_, n) => [flatList[2 * n], flatList[2 * n + 1]]);
    };
    const holders = remembered((term) => postings(term).filter(([page]) => page < articles).length);
    const scores = remembered((term) => {
      const rarity = Math.log(1 + (articles - holders(term) + 0.5) / (holders(term) + 0.5)) * (W.k1 + 1);
      const short = W.k1 * (1 - W.b);
      const long = (W.k1 * W.b * articles) / (length || 1);
      return new Map(
        postings(term).map(([page, times]) => [page, (rarity * times) / (times + short + long * lengths[page])]),
      );
    });
    return { has: (term) => held.has(term), holders, scores, terms: [...held.keys()] };
  };

  /* Letters to add, drop, change or swap with a neighbour. */
  const distance = (one, other) => {
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, n) => n);
    for (let i = 0; i < one.length; i += 1) {
      const earlier = before;
      [before, row] = [row, [i + 1]];
      for (let j = 0; j < other.length; j += 1) {
        let cost = Math.min(before[j + 1] + 1, row[j] + 1, before[j] + (one[i] === other[j] ? 0 : 1));
        if (i && j && one[i] === other[j - 1] && one[i - 1] === other[j]) cost = Math.min(cost, earlier[j - 1] + 1);
        row.push(cost);
      }
    }
    return row.at(-1);
  };

  const isCode = (word) => /\p{Nd}/u.test(word);
  const reach = (word) => {
    if (word.length < W.shortest_typo || isCode(word)) return 0;
    return word.length >= W.long ? 2 : 1;
  };

  /* The fewest typos away, then the most used, then by alphabet. */
  const nearest = (word, counts) => {
    const most = reach(word);
    let found = null;
    const isBetter = (one, other) => {
      const at = one.findIndex((value, n) => value !== other[n]);
      return at >= 0 && one[at] < other[at];
    };
    /* Hardly anybody mistypes a first letter, but for swapping it; most short words are near to some. */
    const isLikely = (other) => {
      if (word[0] !== other[0] && (word[0] !== other[1] || word[1] !== other[0])) return false;
      return Math.abs(other.length - word.length) <= (word.length === W.shortest_typo ? 0 : most);
    };
    for (const [other, count] of counts) {
      if (!most || !isLikely(other)) continue;
      const typos = distance(word, other);
      const rank = [typos, -count, other];
      if (typos <= most && (!found || isBetter(rank, found))) found = rank;
    }
    return found?.[2] ?? null;
  };

  const runs = (word) => {
    const whole = `\0${word}\0`;
    const count = Math.max(whole.length - W.run + 1, 0);
    return [...new Set(Array.from({ length: count }, (_, n) => whole.slice(n, n + W.run)))];
  };

  /* Words that share most of their runs of letters (Dice). */
  const kin = (word, vocabulary) => {
    if (word.length < W.shortest_kin || isCode(word)) return [];
    const asked = runs(word);
    const likeness = (other) => {
      const whole = `\0${other}\0`;
      const shared = asked.filter((run) => whole.includes(run)).length;
      return shared ? (2 * shared) / (asked.length + Math.max(whole.length - W.run + 1, 1)) : 0;
    };
    return vocabulary
      .filter((other) => other !== word && other.length >= W.shortest_kin)
      .map((other) => [other, likeness(other)])
      .filter(([, like]) => like >= W.least_likeness)
      .sort(([one, a], [other, b]) => b - a || (one < other ? 1 : -1))
      .slice(0, W.most_kin);
  };

  /* Words that others were put together with, where a language writes the whole as one word. */
  const compounds = (word, stems, vocabulary) => {
    const root = [word, ...stems].reduce((short, each) => (each.length < short.length ? each : short));
    if (!known.compounding || root.length < W.shortest_compound) return [];
    return vocabulary
      .filter((other) => other.length >= root.length + W.least_rest)
      .filter((other) => other.startsWith(root) || other.endsWith(root) || other.endsWith(word));
  };

  const otherwise = (stems) =>
    [...new Set(stems.flatMap((stem) => (Object.hasOwn(known.everyday, stem) ? known.everyday[stem] : [])))].filter(
      (other) => !stems.includes(other),
    );

  const ranking = ({ articles, pages, headings, forms, ...fields }) => {
    const [stems, words, titles] = [fields.stems, fields.words, fields.titles].map((each) => field(each, articles));
    const vocabulary = words.terms.filter((word) => !isStopWord(word));
    const stemsOf = known.stemmer(forms);
    const every = (token) => flat(token).flatMap(stemsOf);

    const rarity = (terms) => Math.log(1 + articles / (Math.max(0, ...terms.map(stems.holders)) + 1));

    /* Of a long text the words that say most: few articles hold them, the text often does. */
    const telling = (asked) => {
      if (asked.length <= W.most_words) return asked;
      const first = new Map();
      const said = new Map();
      for (const token of asked) {
        if (!first.has(token.word)) first.set(token.word, token);
        said.set(token.word, (said.get(token.word) ?? 0) + 1);
      }
      const rare = [...first.values()]
        .filter((token) => every(token).some(stems.has))
        .map((token) => [said.get(token.word) * rarity(every(token)), token])
        .sort(([a, one], [b, other]) => b - a || (one.word < other.word ? 1 : -1))
        .slice(0, W.most_words)
        .map(([, token]) => token);
      return rare.length ? rare : asked.slice(0, W.most_words);
    };

    /* Words that pages write as one and the question as two, and the other way round. */
    const joined = (asked) =>
      asked
        .slice(1)
        .map((other, n) => [asked[n], other])
        .filter(([one, other]) => other.start === one.end + 1)
        .filter(([one, other]) => !isStopWord(one.word) || !isStopWord(other.word))
        .map(([one, other]) => ({ start: one.start, end: other.end, word: one.word + other.word, parts: [] }))
        .filter(({ word }) => word.length >= W.shortest_joined && words.has(word))
        .map((token) => ({ ...token, bare: token.word }));
    const split = (token) => {
      const last = token.word.length - W.shortest_part;
      for (let at = W.shortest_part; at <= last; at += 1) {
        const parts = [token.word.slice(0, at), token.word.slice(at)];
        if (parts.every(words.has)) return { ...token, parts: parts.map((word) => ({ ...token, word, bare: word, parts: [] })) };
      }
      return null;
    };

    /* What was meant by a word that no article holds, and what is like it. */
    const understood = (token) => {
      const wanted = { token, weight: 1, kin: [], begun: [], meant: null };
      if (every(token).some(stems.has)) {
        const longer = compounds(token.word, stemsOf(token), vocabulary);
        return { ...wanted, kin: longer.map((other) => [other, W.compound]) };
      }
      wanted.kin = kin(token.word, vocabulary);
      const begun = words.terms.filter((word) => word.startsWith(token.word));
      if (begun.length) return { ...wanted, begun: token.word.length >= W.shortest_prefix ? begun : [] };
      const halved = split(token);
      if (halved) return { ...wanted, token: halved };
      const near = nearest(token.word, words.terms.map((word) => [word, words.holders(word)]));
      return near ? { ...wanted, meant: tokens(near).next().value } : wanted;
    };

    const understand = (question) => {
      const asked = [...tokens(question)];
      const small = asked.filter(({ word }) => isStopWord(word));
      const large = asked.filter(({ word }) => !isStopWord(word));
      const weight = large.length ? W.stop_word : 1;
      return [
        ...telling([...large, ...joined(asked)]).map(understood),
        ...small.slice(0, W.most_words).map((token) => ({ token, weight, kin: [], begun: [], meant: null })),
      ].map((wanted) => ({
        ...wanted,
        stems: [...new Set([...every(wanted.token), ...(wanted.meant ? every(wanted.meant) : [])])],
      }));
    };

    /* By stem, more if it stands as typed; a code in one piece or in parts. */
    const either = (token, boost) => {
      const ways = stemsOf(token).map((stem) => [boost, stems.scores(stem)]);
      if (token.parts.length) ways.push([1, total(token.parts.map((part) => [1, either(part, boost * W.parts)]))]);
      return total([[1, best(ways)], [boost * W.exact, words.scores(token.word)]]);
    };

    /* A word in the way that fits a page best. */
    const word = (wanted) => {
      const ways = [[1, either(wanted.token, wanted.weight)]];
      if (wanted.meant) ways.push([1, either(wanted.meant, W.corrected)]);
      if (wanted.begun.length) {
        const begun = total(wanted.begun.map((other) => [1, words.scores(other)]));
        ways.push([wanted.begun.length > 1 ? W.prefix : 1, begun]);
      }
      for (const [other, like] of wanted.kin) ways.push([like, words.scores(other)]);
      if (wanted.weight === 1)
        for (const other of otherwise(stemsOf(wanted.token))) ways.push([W.otherwise, stems.scores(other)]);
      return best(ways);
    };

    /* A title counts once more by itself: in one bag with it, a long text thins it out. */
    const inTitle = (wanted) => {
      const ways = wanted.stems.map((stem) => [wanted.weight, titles.scores(stem)]);
      if (wanted.weight === 1)
        for (const other of otherwise(stemsOf(wanted.token))) ways.push([W.otherwise, titles.scores(other)]);
      return best(ways);
    };
    const answers = (wanted) =>
      total([...wanted.map((each) => [1, word(each)]), ...wanted.map((each) => [W.title, inTitle(each)])]);

    /* Which part of the words is there, by how much each says. */
    const share = (asked, isThere) => {
      const weighed = asked.map(([terms, weight]) => [rarity(terms) * weight, terms.some(isThere)]);
      const sum = weighed.reduce((all, [weight]) => all + weight, 0);
      return sum ? weighed.reduce((all, [weight, there]) => all + (there ? weight : 0), 0) / sum : 0;
    };

    /* How much of a question a page surely speaks of: in its words, or in what is still being typed. */
    const sure = (wanted, page) => {
      const large = wanted.filter(({ weight }) => weight === 1);
      const told = ({ stems: all, begun }) =>
        all.some((stem) => stems.scores(stem).has(page)) || begun.some((other) => words.scores(other).has(page));
      const weights = large.map((each) => [rarity(each.stems), told(each)]);
      const sum = weights.reduce((all, [weight]) => all + weight, 0);
      return sum ? weights.reduce((all, [weight, there]) => all + (there ? weight : 0), 0) / sum : 1;
    };

    const weighed = (wanted, page, score) => {
      const asked = wanted.map((each) => [each.stems, each.weight]);
      const question = new Set(wanted.flatMap((each) => each.stems));
      const title = new Set(headings[page].flat());
      const covered = share(asked, (stem) => stems.scores(stem).has(page));
      const ofTitle = headings[page].map((terms) => [terms, 1]);
      const titled = share(ofTitle, (stem) => question.has(stem)) * share(asked, (stem) => title.has(stem));
      return score * (1 - W.covered + W.covered * covered) * (1 + W.titled * titled);
    };

    /* The question with what was meant in the place of what was typed; empty where it is the same. */
    const corrected = (question, wanted) => {
      const late = wanted.filter(({ meant }) => meant).sort((one, other) => other.token.start - one.token.start);
      /* With the marks that the pages write. */
      const written = new Map(Object.keys(forms).map((bare) => [known.folded(bare), bare]));
      const right = ({ word }) => written.get(word) ?? word;
      const mended = (text, { token, meant }) => text.slice(0, token.start) + right(meant) + text.slice(token.end);
      return late.length ? late.reduce(mended, question) : "";
    };

    const search = (question) => {
      const wanted = understand(question);
      const hits = [...answers(wanted)]
        .sort(([one, a], [other, b]) => b - a || one - other)
        .slice(0, W.pool)
        .map(([page, score]) => ({ page, score: weighed(wanted, page, score) }))
        .sort((one, other) => other.score - one.score || (pages[one.page][0] < pages[other.page][0] ? -1 : 1));
      const isSure = hits.length > 0 && sure(wanted, hits[0].page) >= W.sure;
      return { wanted, hits, isSure, corrected: corrected(question, wanted) };
    };
    return { search, stemsOf: every };
  };

  Object.assign(known, { nearest, ranking });
})();
