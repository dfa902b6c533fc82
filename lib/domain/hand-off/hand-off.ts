import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { argoBlocks, fluxBlocks, tektonBlocks } from './clusters'
import { containerdBlocks } from './containerd'
import { craneBlocks } from './crane'
import { dockerBlocks } from './docker'
import { configBlocks } from './docker-config'
import { githubBlocks } from './github-actions'
import { gitlabBlocks } from './gitlab-ci'
import { helmBlocks } from './helm'
import { jenkinsBlocks } from './jenkins'
import { kubernetesBlocks } from './kubernetes'
import { podmanBlocks } from './podman'
import { terraformBlocks } from './terraform'

export type { HandOff, HandOffBlock, HandOffFile, HandOffNote, HandOffShell, HandOffTitle } from './block'
export { handOffFiles } from './files'

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

/** As the tools call themselves, in every language. */
export const handOffToolNames: Record<HandOffTool, string> = {
  docker: 'Docker',
  podman: 'Podman, Skopeo, Buildah',
  helm: 'Helm',
  crane: 'crane, ORAS, regctl',
  kubernetes: 'Kubernetes',
  containerd: 'containerd',
  'github-actions': 'GitHub Actions',
  'gitlab-ci': 'GitLab CI',
  jenkins: 'Jenkins',
  tekton: 'Tekton',
  'argo-cd': 'Argo CD',
  flux: 'Flux',
  terraform: 'Terraform',
  'config-json': 'config.json',
}

const builders: Record<HandOffTool, (shell: HandOffShell, handOff: HandOff) => HandOffBlock[]> = {
  docker: dockerBlocks,
  podman: podmanBlocks,
  helm: helmBlocks,
  crane: craneBlocks,
  kubernetes: kubernetesBlocks,
  containerd: containerdBlocks,
  'github-actions': githubBlocks,
  'gitlab-ci': gitlabBlocks,
  jenkins: jenkinsBlocks,
  tekton: (_shell, handOff) => tektonBlocks(handOff),
  'argo-cd': (_shell, handOff) => argoBlocks(handOff),
  flux: (_shell, handOff) => fluxBlocks(handOff),
  terraform: terraformBlocks,
  'config-json': configBlocks,
}

/** The texts that let a tool sign in as a robot, in the order in which they are wanted: the same with a secret and without. */
export const handOffBlocks = (tool: HandOffTool, shell: HandOffShell, handOff: HandOff): HandOffBlock[] =>
  builders[tool](shell, handOff)
