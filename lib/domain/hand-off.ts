import type { HandOff, HandOffBlock, HandOffFile, HandOffShell } from './hand-off/block'
import { dockerBlocks } from './hand-off/docker'
import { helmBlocks } from './hand-off/helm'

export type { HandOff, HandOffBlock, HandOffFile, HandOffNote, HandOffShell, HandOffTitle } from './hand-off/block'

export const handOffTools = [
  'docker',
  'podman',
  'helm',
  'crane',
  'kubernetes',
  'containerd',
  'github-actions',
  'gitlab-ci',
  'jenkins',
  'tekton',
  'argo-cd',
  'flux',
  'terraform',
  'config-json',
] as const
export type HandOffTool = (typeof handOffTools)[number]

const builders: Partial<Record<HandOffTool, (shell: HandOffShell, handOff: HandOff) => HandOffBlock[]>> = {
  docker: dockerBlocks,
  helm: helmBlocks,
}

/** The texts that let a tool sign in as a robot, in the order in which they are wanted. */
export const handOffBlocks = (tool: HandOffTool, shell: HandOffShell, handOff: HandOff): HandOffBlock[] =>
  builders[tool]?.(shell, handOff) ?? []

/** What can be taken away as a file, secret included. */
export function handOffFiles(_handOff: HandOff): HandOffFile[] {
  return []
}
