import path from 'node:path'
import { root } from '../setup/root.mjs'
import { arrows, featureOf, kit, roomOf, writers } from './rooms.mjs'

/** Every import of ours must follow an arrow. Judged by the path alone, so that it holds for files yet to be written. */
const rule = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{reason}}' } },
  create(context) {
    const from = path.relative(root, context.filename).split(path.sep).join('/')
    const check = (source, names) => {
      const to = typeof source?.value === 'string' ? targetOf(from, source.value) : null
      const reason = to && refusal(from, to, names)
      if (reason) context.report({ node: source, messageId: 'refused', data: { reason } })
    }
    return {
      ImportDeclaration: (node) => check(node.source, namesOf(node)),
      ExportNamedDeclaration: (node) => check(node.source, namesOf(node)),
      ExportAllDeclaration: (node) => check(node.source, ['*']),
      ImportExpression: (node) => check(node.source, ['*']),
      TSImportType: (node) => check(node.source ?? node.argument?.literal, ['*']),
      'CallExpression[callee.name="require"]': (node) => check(node.arguments[0], ['*']),
    }
  },
}

export default rule

/** The imported file's path below the clone; null for a package. */
function targetOf(from, specifier) {
  if (specifier.startsWith('@/')) return path.posix.normalize(specifier.slice(2))
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier)
  return null
}

/** What a statement takes, by its original names; `*` for all of a module. */
const namesOf = (node) =>
  node.specifiers.map(({ type, imported, local }) => {
    if (type === 'ImportDefaultSpecifier') return 'default'
    return (imported ?? (type === 'ExportSpecifier' ? local : null))?.name ?? '*'
  })

/** Why `from` may not take `names` out of `to`; undefined if it may. */
function refusal(from, to, names) {
  const [room, other] = [roomOf(from), roomOf(to)]
  if (!room) return undefined
  if (!other) return isOutside(to) ? `${from}: the product must not import ${to}` : undefined
  if (other !== room && !arrows[room].includes(other)) return `${room} must not import ${other} (${to})`
  if (room === 'components') return featureRefusal(featureOf(from), featureOf(to))
  const opens = names.some((name) => openers.has(name))
  if (/^lib\/server\/store\/(db|delete-in-chunks)(\.ts)?$/.test(to) && opens && !writers.includes(from)) {
    return 'only change() opens a writing transaction: pass it the work (lib/server/rights/change.ts)'
  }
}

/** What opens a writing transaction, by itself or with all of its module. */
const openers = new Set(['inTransaction', 'deleteInChunks', '*', 'default'])

const isOutside = (to) => /^(scripts|e2e|bench)\//.test(to)

function featureRefusal(from, to) {
  if (!to || to === from) return undefined
  if (!kit.includes(to)) return `components/${from} must not import components/${to}: features do not know each other`
  const isUpward = kit.includes(from) && kit.indexOf(to) > kit.indexOf(from)
  return isUpward ? `components/${from} must not import components/${to}, which builds on it` : undefined
}
