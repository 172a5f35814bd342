/** Sentences put together in code instead of in a catalogue, and text that is in no catalogue: neither can be translated. Runs in Node. */
import { parseAst } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
}
type Child = Node & { readonly value?: unknown; readonly expression?: Node };

/** Names and units that are the same in every language. */
const NAMES = new Set(['Passaggio', 'WhatsApp', 'Natural Earth · GeoNames CC BY 4.0', 'km']);
/** Marks between items of a list; anything else beside a message belongs into it. */
const BETWEEN = /^[\s·]*$/;
const READ_ALOUD = new Set(['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'label']);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const hasWord = (text: string): boolean => /\p{L}{2}/u.test(text) && !NAMES.has(text.trim());

/** @param file  for the message; @returns one sentence a place */
export function gluedIn(file: string, code: string): string[] {
  const found: string[] = [];
  const fault = (node: Node, what: string): void => {
    const line = code.slice(0, node.start).split('\n').length;
    found.push(`${file}:${line}: ${what}`);
  };
  const walk = (node: Node): void => {
    judge(node, fault);
    for (const value of Object.values(node)) for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) walk(one);
  };
  walk(parseAst(code, { lang: 'tsx' }));
  return found;
}

function judge(node: Node, fault: (node: Node, what: string) => void): void {
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') children((node as Node & { children: readonly Child[] }).children, fault);
  if (node.type === 'JSXAttribute') {
    const { name, value } = node as Node & { name: { name: unknown }; value: { value?: unknown } | null };
    if (READ_ALOUD.has(String(name.name)) && typeof value?.value === 'string' && hasWord(value.value)) fault(node, `text in no catalogue: ${value.value}`);
  }
  if (node.type === 'TemplateLiteral' && (node as Node & { expressions: readonly Node[] }).expressions.some(isMessage)) {
    fault(node, 'a message glued into a template');
  }
  if (node.type === 'BinaryExpression') {
    const { operator, left, right } = node as Node & { operator: string; left: Node; right: Node };
    if (operator === '+' && (isMessage(left) || isMessage(right))) fault(node, 'a message glued with +');
  }
}

/** Of what stands side by side in one element, one may be a message; and then nothing else may be text. */
function children(all: readonly Child[], fault: (node: Node, what: string) => void): void {
  const texts = all.filter((child) => child.type === 'JSXText' && !BETWEEN.test(String(child.value)));
  const messages = all.filter((child) => child.expression !== undefined && isMessage(child.expression));
  for (const text of texts) if (hasWord(String(text.value))) fault(text, `text in no catalogue: ${String(text.value).trim()}`);
  if (messages[1] !== undefined) fault(messages[1], 'two messages glued in one element');
  else if (messages[0] !== undefined && texts[0] !== undefined) fault(texts[0], `text glued to a message: ${String(texts[0].value).trim()}`);
}

/** `t(…)` or `rich(…)`, also as a branch of a condition. */
function isMessage(node: Node): boolean {
  const { callee, left, right, consequent, alternate } = node as Node & { [part: string]: Node };
  switch (node.type) {
    case 'CallExpression':
      return callee?.type === 'Identifier' && ['t', 'rich'].includes((callee as Node & { name: string }).name);
    case 'ConditionalExpression':
      return [consequent, alternate].some((one) => one !== undefined && isMessage(one));
    case 'LogicalExpression':
      return [left, right].some((one) => one !== undefined && isMessage(one));
    default:
      return false;
  }
}
