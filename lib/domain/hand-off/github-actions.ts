import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { commandBlock, historyNote, piped } from './commands'
import { imageOf, registryOf, secretOf } from './names'
import { doubleQuoted, word } from './quoting'

export const githubBlocks = (shell: HandOffShell, handOff: HandOff): HandOffBlock[] => [
  commandBlock(
    'repositorySecret',
    shell,
    piped(shell, secretOf(handOff), 'gh secret set ROBOT_SECRET'),
    historyNote(shell),
  ),
  { id: 'workflow', syntax: 'yaml', text: workflow(handOff), note: null, fileName: '.github/workflows/build.yml' },
]

/** `${{` opens an expression anywhere in a workflow. */
const unexpanded = (text: string): string => text.replaceAll('${{', "${{ '${{' }}")

const workflow = (handOff: HandOff): string => `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
        with:
          registry: ${doubleQuoted(registryOf(handOff))}
          username: ${doubleQuoted(unexpanded(handOff.name))}
          password: \${{ secrets.ROBOT_SECRET }}
      - run: docker pull ${word('posix', imageOf(handOff))}
`
