/** The first statement must be `import 'server-only'`, so that a browser bundle that reaches the file does not build. */
const rule = {
  meta: { type: 'problem', schema: [], messages: { missing: "a file of lib/server begins with import 'server-only'" } },
  create: (context) => ({
    Program(program) {
      const [first] = program.body
      if (first?.type === 'ImportDeclaration' && first.source.value === 'server-only') return
      context.report({ node: first ?? program, messageId: 'missing' })
    },
  }),
}

export default rule
