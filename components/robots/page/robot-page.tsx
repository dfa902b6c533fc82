'use client'

import { useRef, useState, type ReactNode } from 'react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { copyText } from '@/lib/client/copy-text'
import { onDemand } from '@/lib/client/on-demand'
import { toast } from '@/lib/client/toast'
import { useReopened } from '@/lib/client/use-reopened'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { paths } from '@/lib/paths'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { Link } from '../../ui/link'
import { Near } from '../../ui/near'
import { RobotActions, type OpenDialog } from '../actions/robot-actions'
import { RobotActivity } from '../activity/robot-activity'
import type { RobotsContext } from '../robots-context'
import { ServerNowProvider } from '../server-now'
import { RobotFacts } from './robot-facts'
import { RobotMay } from './robot-may'
import './robot-page.css'
import { RobotSecrets } from './robot-secrets'

// Forms, rules and dialogs arrive when one is opened, as over the table.
const RobotDialogs = onDemand('robots', async () => (await import('../actions/robot-dialogs')).RobotDialogs)

type RobotPageProps = {
  robot: RobotRow
  /** ISO 8601; null for a robot without a secret of ours. */
  secretMadeAt: string | null
  context: RobotsContext
  may: { create: boolean; update: boolean; delete: boolean; listLog: boolean }
  /** The server's clock at rendering, milliseconds. */
  renderedAt: number
  /** Its history, for who may read it. */
  children?: ReactNode
}

/** All there is to know of one robot, and all that can be done with it. */
export function RobotPage({ robot, secretMadeAt, context, may, renderedAt, children }: RobotPageProps) {
  const t = useTranslations('robotPage')
  const robots = useTranslations('robots')
  const secrets = useTranslations('rotation')
  const router = useRouter()
  const listHref = paths.robotList(robot.project)
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  useReopened('robots', setDialog)
  const heading = useRef<HTMLHeadingElement>(null)
  async function copyName() {
    const select = () => heading.current && getSelection()?.selectAllChildren(heading.current)
    if (await copyText(robot.fullName, select)) toast.success(t('copied'))
    else toast.error(t('notCopied'))
  }

  return (
    <ServerNowProvider renderedAt={renderedAt}>
      <Near preload={RobotDialogs.preload}>
        <article className="robot-page" aria-labelledby="robot-name">
          <p className="robot-page-back">
            <Link href={listHref}>
              <Icon name="angle" direction="left" size={12} /> {robots('title')}
            </Link>
          </p>
          <div className="robot-page-head">
            <h2 ref={heading} id="robot-name">
              {robot.fullName}
            </h2>
            {robot.legacy && <Badge kind="warning">{robots('legacy')}</Badge>}
            <Button kind="link" size="sm" onClick={() => void copyName()}>
              {t('copyName')}
            </Button>
            <RobotActions
              selected={[robot]}
              mayUpdate={may.update}
              mayDelete={may.delete}
              mayListLog={may.listLog}
              recreate={{ allowed: may.create, open: () => setDialog({ kind: 'recreate', robot }) }}
              onOpen={setDialog}
            />
          </div>
          <Section id="facts" title={t('identity')}>
            <RobotFacts robot={robot} secretMadeAt={secretMadeAt} />
          </Section>
          <Section id="permissions" title={t('permissions')}>
            <RobotMay robot={robot} mayUpdate={may.update} onOpen={setDialog} />
          </Section>
          <Section id="secrets" title={secrets('section')}>
            <RobotSecrets robot={robot} mayUpdate={may.update} freshness={renderedAt} onOpen={setDialog} />
          </Section>
          <RobotActivity id={robot.id} withoutUses />
          {children && (
            <Section id="history" title={t('history')}>
              {children}
            </Section>
          )}
        </article>
      </Near>
      {dialog && (
        <RobotDialogs
          dialog={dialog}
          context={context}
          rows={[robot]}
          onClose={() => setDialog(null)}
          onDeleted={() => router.replace(listHref)}
        />
      )}
    </ServerNowProvider>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`robot-${id}`} className={`robot-section robot-section-${id}`}>
      <h3 id={`robot-${id}`}>{title}</h3>
      {children}
    </section>
  )
}
