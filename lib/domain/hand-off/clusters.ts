import type { HandOff, HandOffBlock } from './block'
import { pullSecretBlock } from './kubernetes'
import { objectName, placeOf, secretOf } from './names'
import { doubleQuoted } from './quoting'

// What runs in a cluster reads Secrets of its own.

export const tektonBlocks = (handOff: HandOff): HandOffBlock[] => [
  pullSecretBlock(handOff),
  {
    id: 'serviceAccount',
    syntax: 'yaml',
    text: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${doubleQuoted(objectName(handOff))}
secrets:
  - name: ${doubleQuoted(objectName(handOff))}
imagePullSecrets:
  - name: ${doubleQuoted(objectName(handOff))}
`,
    note: 'namespace',
  },
]

export const argoBlocks = (handOff: HandOff): HandOffBlock[] => [
  {
    id: 'helmRepository',
    syntax: 'yaml',
    text: `apiVersion: v1
kind: Secret
metadata:
  name: ${doubleQuoted(objectName(handOff))}
  namespace: argocd
  labels:
    argocd.argoproj.io/secret-type: repository
stringData:
  type: helm
  enableOCI: "true"
  url: ${doubleQuoted(placeOf(handOff))}
  username: ${doubleQuoted(handOff.name)}
  password: ${doubleQuoted(secretOf(handOff))}
${handOff.plainHttp ? '  insecureOCIForceHttp: "true"\n' : ''}`,
    note: 'holdsSecret',
    fileName: `${objectName(handOff)}.yaml`,
  },
]

export const fluxBlocks = (handOff: HandOff): HandOffBlock[] => [
  pullSecretBlock(handOff),
  {
    id: 'helmRepository',
    syntax: 'yaml',
    text: `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: ${doubleQuoted(objectName(handOff))}
spec:
  type: oci
  interval: 5m
  url: ${doubleQuoted(`oci://${placeOf(handOff)}`)}
${handOff.plainHttp ? '  insecure: true\n' : ''}  secretRef:
    name: ${doubleQuoted(objectName(handOff))}
`,
    note: 'namespace',
  },
]
