import { expect, test } from 'vitest'
import type { Locale } from './locales'
import de from './messages/de.json'
import en from './messages/en.json'
import fr from './messages/fr.json'
import zhCN from './messages/zh-CN.json'

type Tree = { [key: string]: string | Tree }
type Rule = [what: string, pattern: RegExp, but?: RegExp]

const trees: Record<Locale, Tree> = { en, de, fr, 'zh-CN': zhCN }

/** What no message says: as the language is set, and since one thing has one name. */
const never: Record<Locale, Rule[]> = {
  en: [['a straight apostrophe', /[a-z]'+[a-z]/]],
  de: [
    ['an ellipsis at a whole word', /[a-zäöüß]…(?!,)/],
    ['Standard', /Vorgabe/],
    ['Legacy, as the label has it', /alter Art|[Aa]lte[sn]? Robot-Kont/],
    ['Pushes', /Pushs/],
    ['Administrator', /-Admin\b/],
    ['erstellen', /(?<![Nn]eu )[Aa]nlegen/],
  ],
  fr: [
    // Which would let it begin a line.
    ['a blank that breaks before a mark', / [:;!?»]|« /],
    ['a straight apostrophe', /[a-zé]'+[a-z]/],
    ['comptes robot', /comptes robots/],
    ['Legacy, as the label has it', /[Oo]bsolète|ancien type|[Aa]nciens? comptes? robot/],
    ['valable', /valides?\b/, /^account\.|^errors\.codes\.VALIDATION/],
    ['pull and push', /pushs\b|\btirer\b|\bpousser\b/],
  ],
  'zh-CN': [
    ['a half-width mark', /[一-鿿}][,:;?!]|[,:;?!][一-鿿]/],
    ['停用', /禁用/],
    ['匹配模式', /匹配规则/],
    ['镜像仓库', /(?<!镜像)仓库/, /^handOff\./],
    ['全名', /真实姓名/],
  ],
}

const rules = (Object.keys(never) as Locale[]).flatMap((locale) =>
  never[locale].map(([what, pattern, but]) => ({ locale, what, pattern, but })),
)

test.each(rules)('$locale: $what', ({ locale, pattern, but }) => {
  const found = flat(trees[locale]).filter(([key, text]) => pattern.test(text) && !but?.test(key))
  expect(found).toEqual([])
})

/** The messages by their whole keys ("robots.title"). */
function flat(tree: Tree, path = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  )
}
