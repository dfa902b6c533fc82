'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ownProfileAction } from '@/lib/actions/account'
import { QueryProvider } from '@/lib/client/query-provider'
import { runAction } from '@/lib/client/use-change'
import { Dialog } from '../ui/dialog'
import { LoadFailed } from '../ui/load-failed'
import { Spinner } from '../ui/spinner'
import { ProfileForm } from './profile-form'

type ProfileDialogProps = { username: string; onClose: () => void }

/** One's own name and e-mail address. */
export function ProfileDialog(props: ProfileDialogProps) {
  return (
    <QueryProvider>
      <LoadedProfile {...props} />
    </QueryProvider>
  )
}

function LoadedProfile({ username, onClose }: ProfileDialogProps) {
  const t = useTranslations()
  const { data, isError, refetch } = useQuery({ queryKey: ['own-profile'], queryFn: readProfile, staleTime: Infinity })
  if (data) return <ProfileForm username={username} newest={data} onStale={() => void refetch()} onClose={onClose} />
  if (isError) {
    return (
      <Dialog open onOpenChange={onClose} title={t('account.profile.title')}>
        <LoadFailed onRetry={() => void refetch()} />
      </Dialog>
    )
  }
  return (
    <div className="on-demand">
      <Spinner label={t('common.loading')} />
    </div>
  )
}

async function readProfile() {
  const outcome = await runAction(ownProfileAction, undefined)
  if (!outcome.ok || !outcome.data) throw new Error('the profile could not be read')
  return outcome.data
}
