import { tint } from './tint';

interface AvatarProps {
  person: { initials: string; color: string };
}

export function Avatar({ person }: AvatarProps) {
  return (
    <span class="avatar" style={tint(person.color)} aria-hidden="true">
      {person.initials}
    </span>
  );
}
