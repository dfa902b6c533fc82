'use client'

import { useTransition, type ComponentProps, type MouseEvent } from 'react'
import { useRouter } from 'next/navigation'

type LinkProps = Omit<ComponentProps<'a'>, 'href'> & { href: string }

/**
 * A link within the console, which the router follows; it shows that the page is on its way. Next's own does more, such
 * as reading pages ahead, that lists of robots are not to do, and costs every page 2 kB.
 */
export function Link({ href, onClick, ...rest }: LinkProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()

  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event)
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event
    // A new tab or window, or a download, is the browser's.
    if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey || rest.target) return
    event.preventDefault()
    startTransition(() => router.push(href))
  }

  return <a {...rest} href={href} aria-busy={pending || undefined} onClick={follow} />
}
