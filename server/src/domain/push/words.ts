/** What a lock screen says, in the languages that have words. Drafts until a cultural mediator approves them. */
import type { NewsKind, PushLanguage } from '@passaggio/contracts';

type Line = readonly [title: string, body: string];

interface Words extends Readonly<Record<NewsKind, Line>> {
  /** For a phone that lies about: nothing of when, where, or what. */
  readonly plain: string;
}

/** `{time}`, `{old}`, `{place}` and `{plate}` are filled in; each message of its own, none is put together. */
const catalogue: Readonly<Record<PushLanguage, Words>> = {
  it: {
    plain: 'Novità sul tuo viaggio',
    seat: ['Hai il posto', '{time}, {place}, bus {plate}'],
    changed: ['Nuovo orario: {time}', 'Non più {old}. Tocca e conferma che hai capito.'],
    near: ['Il tuo bus arriva', '{time}, {place}, bus {plate}'],
    missed: ['Il bus è passato senza di te. Scusaci.', 'Tocca per avere aiuto. Domani sei tra i primi.'],
    'left-out': ['Questa volta non c’è posto', 'Domani sei tra i primi.'],
    'moved-up': ['C’è un posto per te', 'Non sei più in lista d’attesa.'],
  },
  en: {
    plain: 'News about your ride',
    seat: ['You have a seat', '{time}, {place}, bus {plate}'],
    changed: ['New time: {time}', 'No longer {old}. Tap to say that you understand.'],
    near: ['Your bus is coming', '{time}, {place}, bus {plate}'],
    missed: ['The bus left without you. We are sorry.', 'Tap for help. Tomorrow you are among the first.'],
    'left-out': ['No seat this time', 'Tomorrow you are among the first.'],
    'moved-up': ['There is a place for you', 'You are no longer on the waiting list.'],
  },
  fr: {
    plain: 'Du nouveau pour ton trajet',
    seat: ['Tu as une place', '{time}, {place}, bus {plate}'],
    changed: ['Nouvelle heure : {time}', 'Ce n’est plus {old}. Touche pour dire que tu as compris.'],
    near: ['Ton bus arrive', '{time}, {place}, bus {plate}'],
    missed: ['Le bus est parti sans toi. Pardon.', 'Touche pour avoir de l’aide. Demain tu es parmi les premiers.'],
    'left-out': ['Pas de place cette fois', 'Demain tu es parmi les premiers.'],
    'moved-up': ['Il y a une place pour toi', 'Tu n’es plus sur la liste d’attente.'],
  },
  ar: {
    plain: 'خبر عن رحلتك',
    seat: ['لديك مقعد', '{time}، {place}، الحافلة {plate}'],
    changed: ['وقت جديد: {time}', 'ليس {old} بعد الآن. المس لتؤكد أنك فهمت.'],
    near: ['حافلتك قادمة', '{time}، {place}، الحافلة {plate}'],
    missed: ['ذهبت الحافلة بدونك. نعتذر.', 'المس لطلب المساعدة. غدًا أنت من الأوائل.'],
    'left-out': ['لا يوجد مقعد هذه المرة', 'غدًا أنت من الأوائل.'],
    'moved-up': ['يوجد مكان لك', 'لم تعد في قائمة الانتظار.'],
  },
  ur: {
    plain: 'آپ کے سفر کی خبر',
    seat: ['آپ کی سیٹ ہو گئی', '{time}، {place}، بس {plate}'],
    changed: ['نیا وقت: {time}', 'اب {old} نہیں۔ چھو کر بتائیں کہ آپ سمجھ گئے۔'],
    near: ['آپ کی بس آ رہی ہے', '{time}، {place}، بس {plate}'],
    missed: ['بس آپ کے بغیر چلی گئی۔ معذرت۔', 'مدد کے لیے چھوئیں۔ کل آپ پہلے لوگوں میں ہوں گے۔'],
    'left-out': ['اس بار سیٹ نہیں ہے', 'کل آپ پہلے لوگوں میں ہوں گے۔'],
    'moved-up': ['آپ کے لیے جگہ ہے', 'آپ اب انتظار کی فہرست میں نہیں ہیں۔'],
  },
};

export interface Facts {
  /** Wall-clock times at the pole, or null where there is none. */
  readonly time: string | null;
  readonly old: string | null;
  readonly place: string | null;
  readonly plate: string | null;
}

/** @param facts  undefined where place and time must not stand on the lock screen */
export function wordsOf(kind: NewsKind, language: PushLanguage, facts: Facts | undefined): { readonly title: string; readonly body: string } {
  const words = catalogue[language];
  if (facts === undefined) return { title: words.plain, body: '' };
  const [title, body] = words[kind];
  return { title: filled(title, facts), body: filled(body, facts) };
}

/** Values read from left to right wherever they stand (isolates of Unicode UAX 9). */
function filled(text: string, facts: Facts): string {
  return text.replace(/\{(time|old|place|plate)\}/g, (_, name: keyof Facts) => `\u2068${facts[name] ?? '–'}\u2069`);
}
