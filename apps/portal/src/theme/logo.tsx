/** The mark: a line that runs through a ring. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#3730a3" />
      <path d="M5 22c6 0 6-12 12-12" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" opacity=".75" />
      <circle cx="20" cy="13" r="6" fill="none" stroke="#fff" strokeWidth="2.6" />
      <circle cx="20" cy="13" r="1.9" fill="#5eead4" />
    </svg>
  );
}
