// Runs while the page's scripts are still under way: asks for what they will want first, and makes what takes long. A wrong guess costs a request, nothing else.
(() => {
  const { words, parts } = document.currentScript.dataset;
  const [wordsOf, filesOf] = [JSON.parse(words), JSON.parse(parts)];
  const ask = (rel, href, more) => document.head.append(Object.assign(document.createElement('link'), { rel, href, crossOrigin: 'anonymous' }, more));
  let [kept, tab] = [{}, {}];
  try {
    [kept, tab] = [localStorage, sessionStorage];
  } catch {
    // a forbidden storage is like an empty one
  }
  const known = kept.language;
  const wanted = known === undefined ? navigator.languages.map((tag) => tag.split('-')[0]) : [known];
  const files = [...wordsOf[wanted.find((language) => wordsOf[language] !== undefined) ?? 'it']];
  const isSomebodys = kept.phone !== undefined || tab.hand !== undefined;
  if (isSomebodys) files.push(...filesOf.rides);
  if (known !== undefined && kept.seen === undefined) files.push(...filesOf.first);
  // a phone that remembers its rider shows what it knows, and asks later; one that is nobody's takes digits first
  const isLeaving = kept.leaving !== undefined;
  const asks = known !== undefined && location.pathname !== '/clock' && (isLeaving || (isSomebodys && kept.rider === undefined));
  if (asks) files.push(...filesOf.asking);
  if (asks && !isLeaving) ask('preload', '/api/rider/session', { as: 'fetch' });
  for (const file of files) {
    if (file.endsWith('.css')) ask('preload', file, { as: 'style' });
    else ask('modulepreload', file);
  }
  // Without Temporal times are Intl's. Its first format takes a cheap phone 150 ms, whatever it is, and all others nothing: made while there is nothing else to do.
  if (typeof Temporal === 'undefined' && isSomebodys) new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(0);
})();
