import type { HandOff, HandOffFile } from './block'
import { configText } from './docker-config'
import { pullSecretText } from './kubernetes'
import { objectName, registryOf, secretOf } from './names'
import { envQuoted } from './quoting'

/** What can be taken away as a file, secret included. */
export const handOffFiles = (handOff: HandOff): HandOffFile[] => [
  { fileName: 'config.json', mediaType: 'application/json', text: `${configText(handOff)}\n` },
  { fileName: `${objectName(handOff)}.yaml`, mediaType: 'application/yaml', text: pullSecretText(handOff) },
  { fileName: `${objectName(handOff)}.env`, mediaType: 'text/plain', text: envText(handOff) },
]

const envText = (handOff: HandOff): string =>
  [
    `REGISTRY=${envQuoted(registryOf(handOff))}`,
    `ROBOT_NAME=${envQuoted(handOff.name)}`,
    `ROBOT_SECRET=${envQuoted(secretOf(handOff))}`,
    '',
  ].join('\n')
