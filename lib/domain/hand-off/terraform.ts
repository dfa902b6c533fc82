import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { commandBlock, historyNote } from './commands'
import { registryOf, secretOf } from './names'
import { hclQuoted, quoted } from './quoting'

export const terraformBlocks = (shell: HandOffShell, handOff: HandOff): HandOffBlock[] => [
  { id: 'provider', syntax: 'hcl', text: provider(handOff), note: null, fileName: 'registry.tf' },
  commandBlock('variable', shell, assigned(shell, handOff), historyNote(shell)),
]

/** An environment variable: `export` is part of the shell. */
const assigned = (shell: HandOffShell, handOff: HandOff): string =>
  `${shell === 'posix' ? ' export TF_VAR_robot_secret=' : '$env:TF_VAR_robot_secret = '}${quoted(shell, secretOf(handOff))}`

const provider = (handOff: HandOff): string => `terraform {
  required_providers {
    docker = {
      source = "kreuzwerker/docker"
    }
  }
}

variable "robot_secret" {
  type      = string
  sensitive = true
}

provider "docker" {
  registry_auth {
    address  = ${hclQuoted(registryOf(handOff))}
    username = ${hclQuoted(handOff.name)}
    password = var.robot_secret
  }
}
`
