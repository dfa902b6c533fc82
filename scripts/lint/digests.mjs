/**
 * What proves somebody is compared by timingSafeEqual: `===` ends at the first character that differs, and how long that
 * takes tells a guesser how far he got. Known by its name, or by having been made here: as a digest, or as its text.
 */
const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { early: 'compare digests and secrets by timingSafeEqual, which takes as long whatever they are' },
  },
  create(context) {
    let makesDigests = false
    const report = (node) => context.report({ node, messageId: 'early' })
    return {
      ImportDeclaration({ source }) {
        makesDigests ||= /^(node:)?crypto$/.test(source.value)
      },
      BinaryExpression(node) {
        const sides = [node.left, node.right]
        if (!/^[!=]==?$/.test(node.operator) || sides.some(isPlain)) return
        if (sides.some((side) => isProof(side) || (makesDigests && isEncoded(side)))) report(node)
      },
      CallExpression(node) {
        const { callee } = node
        if (callee.type !== 'MemberExpression' || !/^(equals|compare)$/.test(nameOf(callee))) return
        if (makesDigests || [callee.object, ...node.arguments].some(isProof)) report(node)
      },
    }
  },
}

export default rule

const proofName = /(^|[a-z\d])(hash|digest|signature|hmac|secret|password|token)(Of)?$/i

/** Whether it is there at all, and of what type, may be asked of a secret too; what a robot is known by is none. */
const isPlain = (node) =>
  node.type === 'Literal' || node.operator === 'typeof' || /^undefined$|Identity$/.test(nameOf(node))

/** The name of a variable, a property or a called function; of `x.toString()`, that of `x`. */
function nameOf(node) {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'MemberExpression') return node.computed ? '' : node.property.name
  if (node.type === 'AwaitExpression') return nameOf(node.argument)
  if (node.type === 'TSNonNullExpression' || node.type === 'ChainExpression') return nameOf(node.expression)
  if (node.type !== 'CallExpression') return ''
  return isNamed(node.callee, 'toString') ? nameOf(node.callee.object) : nameOf(node.callee)
}

const isNamed = (node, name) => node.type === 'MemberExpression' && nameOf(node) === name
const isProof = (node) => proofName.test(nameOf(node))

/** Bytes as a text: `x.toString('base64')`. */
const isEncoded = (node) =>
  node.type === 'CallExpression' &&
  isNamed(node.callee, 'toString') &&
  /^(hex|base64(url)?|latin1|binary)$/.test(node.arguments[0]?.value)
