'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { QueryProvider } from '@/lib/client/query-provider'
import { useErrorNode } from '@/lib/client/use-error-node'
import { isExpired } from '@/lib/domain/robots/expiry'
import { fullName, loginName, maxLoginNameLength } from '@/lib/domain/robots/robot-name'
import { robotName } from '@/lib/domain/robots/robot-schema'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { Alert } from '../../ui/alert'
import { BulkProgress } from '../../ui/bulk-progress'
import { FormDialog } from '../../ui/form-dialog'
import { SelectField } from '../../ui/select-field'
import { TextField } from '../../ui/text-field'
import { HomePicker } from '../projects/home-picker'
import { SecretDialog } from '../secrets/secret-dialog'
import { useServerNow } from '../server-now'
import { BulkResultsDialog } from './bulk-results-dialog'
import { ClonesDialog } from './clones-dialog'
import { useClones, type CloneTarget } from './use-clones'
import './clone-robot.css'

type CloneRobotDialogProps = { robot: RobotRow; prefix: string; onClose: () => void }

/** Asks for a name and, for a robot of a project, where to; ends with a secret for each clone, shown once. */
export function CloneRobotDialog({ robot, prefix, onClose }: CloneRobotDialogProps) {
  const t = useTranslations('robots.clone')
  const errorNode = useErrorNode()
  const [typed, setTyped] = useState<string>()
  const [elsewhere, setElsewhere] = useState(false)
  const [projects, setProjects] = useState<ReadonlyMap<number, string>>(new Map())
  // Where it is the name is taken; in another project it is what one would expect.
  const name = typed ?? (elsewhere ? robot.name : copyName(robot))
  const targets: CloneTarget[] = elsewhere
    ? [...projects].map(([id, project]) => ({ id, name: fullName(prefix, project, name) }))
    : [{ id: 0, name: fullName(prefix, robot.project?.name ?? null, name) }]
  const { state, run, stop, reset, made } = useClones(robot.id, name)
  const [sent, setSent] = useState<CloneTarget[]>([])
  const results = state.kind === 'ended' ? state.results : new Map()

  const [only] = made.values()
  if (only && sent.length === 1) return <SecretDialog revealed={only} cause="created" onClose={onClose} />
  if (only) {
    return (
      <ClonesDialog
        {...{ targets: sent, made, results, onClose }}
        progress={state.kind === 'running' ? state : undefined}
        onStop={stop}
        onRest={run}
        fileName={`${robot.name}-clones`}
      />
    )
  }
  if (state.kind === 'ended' && sent.length > 1)
    return (
      <BulkResultsDialog
        title={t('title')}
        items={sent}
        results={results}
        ok={() => ''}
        onRest={run}
        onClose={onClose}
      />
    )
  const failure = state.kind === 'ended' ? results.get(sent[0]?.id ?? 0) : undefined
  return (
    <FormDialog
      id="clone-robot"
      title={t('title')}
      subtitle={robot.fullName}
      submitLabel={t('submit', { count: targets.length })}
      ready={robotName.safeParse(name).success && targets.length > 0}
      pending={state.kind === 'running'}
      onStop={sent.length > 1 ? stop : undefined}
      error={failure && errorNode(failure)}
      onSubmit={() => {
        reset()
        setSent(targets)
        run(targets)
      }}
      onClose={onClose}
    >
      <p>{t('text')}</p>
      <Resting robot={robot} />
      {robot.project && (
        <SelectField
          id="clone-where"
          label={t('where')}
          value={elsewhere ? 'others' : 'here'}
          onChange={(event) => setElsewhere(event.target.value === 'others')}
        >
          <option value="here">{t('here', { project: robot.project.name })}</option>
          <option value="others">{t('others')}</option>
        </SelectField>
      )}
      <CloneName name={name} onType={setTyped} finalName={elsewhere ? undefined : targets[0]?.name} />
      {elsewhere && (
        <QueryProvider>
          <HomePicker chosen={projects} onChange={setProjects} />
        </QueryProvider>
      )}
      {state.kind === 'running' && <BulkProgress {...state} />}
    </FormDialog>
  )
}

const copyName = ({ name, project }: RobotRow): string => {
  const copy = `${name}-copy`
  return loginName(project?.name ?? null, copy).length <= maxLoginNameLength ? copy : ''
}

/** A clone works, whether or not the robot itself does by now. */
function Resting({ robot }: { robot: RobotRow }) {
  const t = useTranslations('robots.clone')
  const now = useServerNow() / 1000
  if (!robot.disabled && !isExpired(robot.expiresAt, now)) return null
  return (
    <Alert kind="warning" small>
      {t('enabled')}
    </Alert>
  )
}

type CloneNameProps = { name: string; onType: (name: string) => void; finalName: string | undefined }

function CloneName({ name, onType, finalName }: CloneNameProps) {
  const t = useTranslations('robots.wizard')
  const invalid = useTranslations('robots.invalid')
  return (
    <TextField
      id="clone-name"
      label={t('name')}
      required
      maxLength={255}
      value={name}
      onChange={(event) => onType(event.target.value.trim())}
      error={name !== '' && !robotName.safeParse(name).success ? invalid('name') : undefined}
      hint={finalName && t('finalName', { name: finalName })}
    />
  )
}
