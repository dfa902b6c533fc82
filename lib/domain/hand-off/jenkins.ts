import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { commandBlock, historyNote, written } from './commands'
import { imageOf, objectName, registryOf, secretOf } from './names'
import { doubleQuoted, word } from './quoting'

export const jenkinsBlocks = (shell: HandOffShell, handOff: HandOff): HandOffBlock[] => [
  commandBlock('secretFile', shell, written(shell, secretOf(handOff), 'ROBOT_SECRET'), historyNote(shell)),
  { id: 'credentials', syntax: 'yaml', text: credentials(handOff), note: 'runSecrets', fileName: 'jenkins.yaml' },
  { id: 'jenkinsfile', syntax: 'text', text: jenkinsfile(handOff), note: null, fileName: 'Jenkinsfile' },
]

/** Configuration as Code puts variables in for `${…}`, unless a caret stands before it. */
const credentials = (handOff: HandOff): string => `credentials:
  system:
    domainCredentials:
      - credentials:
          - usernamePassword:
              scope: GLOBAL
              id: ${doubleQuoted(objectName(handOff))}
              username: ${doubleQuoted(handOff.name.replaceAll('${', '^${'))}
              password: "\${ROBOT_SECRET}"
`

/** Between three single quotes Groovy puts nothing in; the shell takes name and secret from its environment. */
const jenkinsfile = (handOff: HandOff): string => `pipeline {
  agent any
  stages {
    stage('Pull') {
      steps {
        withCredentials([usernamePassword(credentialsId: '${objectName(handOff)}', usernameVariable: 'ROBOT_NAME', passwordVariable: 'ROBOT_SECRET')]) {
          sh '''
            printf '%s' "$ROBOT_SECRET" | docker login --username "$ROBOT_NAME" --password-stdin ${word('posix', registryOf(handOff))}
            docker pull ${word('posix', imageOf(handOff))}
          '''
        }
      }
    }
  }
}
`
