import { useTranslations } from 'next-intl'
import type { FirstSteps } from '@/lib/domain/projects/first-steps'
import { paths } from '@/lib/paths'
import { Icon } from '../ui/icon'
import { Link } from '../ui/link'

/** What a new system still needs. Gone when it has it. */
export function FirstStepsCard({ steps }: { steps: FirstSteps }) {
  const t = useTranslations('firstSteps')
  const items = [
    { step: 'registry', href: paths.manualPage('registries') },
    { step: 'address', href: `${paths.administrationConfiguration()}#registryAddress` },
    { step: 'robot', href: paths.projectRobots('library') },
    { step: 'signIn', href: `${paths.manualPage('registries')}#sign-in-with-a-client` },
  ] as const
  const mark = (done: boolean) => (
    <Icon name={done ? 'check-circle' : 'circle'} size={20} label={done ? t('done') : t('open')} />
  )
  return (
    <section className="first-steps" aria-labelledby="first-steps">
      <h2 id="first-steps">{t('title')}</h2>
      <ol>
        {items.map(({ step, href }) => (
          <li key={step} className={steps[step] ? 'done' : undefined}>
            {mark(steps[step])} <Link href={href}>{t(`${step}.link`)}</Link>
            <span>{t(`${step}.text`)}</span>
          </li>
        ))}
        <li className={steps.password ? 'done' : undefined}>
          {/* Opens the dialog of the account menu: see user-menu.tsx. */}
          {mark(steps.password)} <a href="#change-password">{t('password.link')}</a>
          <span>{t('password.text')}</span>
        </li>
      </ol>
    </section>
  )
}
