import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { root } from '../setup/root.mjs'

/** A line that the log may have: its level and message, or null where these are decided as it is written. */
type LogLine = { file: string; level: string | null; message: string | null; fields: string[] }

/** What is spread into a line and is made elsewhere. */
const spreads: Record<string, string[]> = {
  'received.source': ['requestId', 'address', 'client'],
  'await requestSource()': ['requestId', 'address', 'client'],
}

/** All lines that the sources of these folders write. */
export function logLines(folders: readonly string[]): LogLine[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join(folder, name))
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/generated\/|\/testing\//.test(file))
      .map((file) => [file, readFileSync(path.join(root, file), 'utf8')] as const)
      .filter(([, text]) => text.includes('log()'))
      .flatMap(([file, text]) => linesOf(file, text)),
  )
}

/** Those of one source. */
export function linesOf(file: string, text: string): LogLine[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const lines: LogLine[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isLog(node.expression)) lines.push(lineOf(node, source))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return lines
}

/** `log().warn` and `log()[level]`. */
const isLog = (node: ts.Expression): node is ts.PropertyAccessExpression | ts.ElementAccessExpression =>
  (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
  node.expression.getText() === 'log()' &&
  !(ts.isPropertyAccessExpression(node) && node.name.text === 'isLevelEnabled')

function lineOf({ expression, arguments: given }: ts.CallExpression, source: ts.SourceFile): LogLine {
  const level = ts.isPropertyAccessExpression(expression) ? expression.name.text : null
  const [first, message = first] = given
  const fields = given.length > 1 ? fieldsOf(first!, source) : []
  return { file: source.fileName, level, message: textOf(message), fields }
}

const textOf = (node?: ts.Expression) => (node && ts.isStringLiteralLike(node) ? node.text : null)

/** The names of the fields; an expression that is none of those below is named as it stands, so that it is noticed. */
function fieldsOf(node: ts.Expression, source: ts.SourceFile): string[] {
  if (ts.isParenthesizedExpression(node)) return fieldsOf(node.expression, source)
  if (ts.isBinaryExpression(node)) return fieldsOf(node.right, source)
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((each) =>
      ts.isSpreadAssignment(each) ? fieldsOf(each.expression, source) : [each.name!.getText()],
    )
  }
  const made = ts.isIdentifier(node) ? initializerOf(node.text, source) : undefined
  return made ? fieldsOf(made, source) : (spreads[node.getText()] ?? [node.getText()])
}

function initializerOf(name: string, source: ts.SourceFile): ts.Expression | undefined {
  let found: ts.Expression | undefined
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name) found ??= node.initializer
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The fields of the line that every request leaves: those of a type. */
export function requestFields(): string[] {
  const file = 'lib/server/log.ts'
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const type = source.statements.find(
    (each): each is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(each) && each.name.text === 'RequestLine',
  )
  return (type!.type as ts.TypeLiteralNode).members.map((member) => member.name!.getText())
}
