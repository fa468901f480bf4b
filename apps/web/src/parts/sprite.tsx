/** Every icon and drawing as a symbol, rendered once; `Icon` and `Drawing` point at them. */
export function Sprite() {
  return (
    <svg width="0" height="0" className="sprite" aria-hidden="true" focusable="false">
      <defs>
        <symbol id="i-lamp" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M12 2.5v4" />
            <path d="M5 13.5a7 7 0 0 1 14 0z" />
            <path d="M9.5 13.5a2.5 2.5 0 0 0 5 0" />
            <path d="M12 18.5v2.5M6.6 17.4l-1.4 1.8M17.4 17.4l1.4 1.8" />
          </g>
        </symbol>
        <symbol id="i-exit" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M10 4H6.5A1.5 1.5 0 0 0 5 5.5v13A1.5 1.5 0 0 0 6.5 20H10" />
            <path d="M10 12h10" />
            <path d="m16 8 4 4-4 4" />
          </g>
        </symbol>
        <symbol id="i-pencil" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M4.5 19.5 5.6 15 15.8 4.8a1.7 1.7 0 0 1 2.4 0l1 1a1.7 1.7 0 0 1 0 2.4L9 18.4z" />
            <path d="m14 6.6 3.4 3.4" />
          </g>
        </symbol>
        <symbol id="i-heart" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M12 19.5C7 16 4 13 4 9.4A4.1 4.1 0 0 1 8.1 5.2c1.7 0 3.1.9 3.9 2.4.8-1.5 2.2-2.4 3.9-2.4A4.1 4.1 0 0 1 20 9.4C20 13 17 16 12 19.5z" />
          </g>
        </symbol>
        <symbol id="i-strength" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M12 21v-8" />
            <path d="M12 16.5 8.7 13.6" />
            <path d="M12 3a5.2 5.2 0 0 1 4.7 3A4.4 4.4 0 0 1 15.5 14.5H8.5A4.4 4.4 0 0 1 7.3 6 5.2 5.2 0 0 1 12 3z" />
          </g>
        </symbol>
        <symbol id="i-same" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <circle cx="9" cy="12" r="5.5" />
            <circle cx="15" cy="12" r="5.5" />
          </g>
        </symbol>
        <symbol id="i-thanks" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <circle cx="12" cy="9" r="2" />
            <path d="M12 7c-2.6-1-2.6-4 0-4.5C14.6 3 14.6 6 12 7zM14 9c1-2.6 4-2.6 4.5 0C18 11.6 15 11.6 14 9zM10 9c-1-2.6-4-2.6-4.5 0C6 11.6 9 11.6 10 9z" />
            <path d="M12 11v10M12 18c2.8 0 4-1.4 4.3-3.3C13.7 14.7 12.3 15.8 12 18z" />
          </g>
        </symbol>
        <symbol id="i-pin" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M9 3.5h6M10 3.5v6l-3 3.5h10l-3-3.5v-6" />
            <path d="M12 13v7.5" />
          </g>
        </symbol>
        <symbol id="i-clock" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <circle cx="12" cy="12" r="8.2" />
            <path d="M12 7.3V12l3 2" />
          </g>
        </symbol>
        <symbol id="i-fold" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M4 12s3-5.5 8-5.5S20 12 20 12s-3 5.5-8 5.5S4 12 4 12z" />
            <path d="m5 19 14-14" />
          </g>
        </symbol>
        <symbol id="i-eye" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M3.5 12S6.7 6.5 12 6.5 20.5 12 20.5 12 17.3 17.5 12 17.5 3.5 12 3.5 12z" />
            <circle cx="12" cy="12" r="2.6" />
          </g>
        </symbol>
        <symbol id="i-check" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="m5 12.5 4.5 4.5L19 7.5" />
          </g>
        </symbol>
        <symbol id="i-saved" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M6.5 19.5h11a1.5 1.5 0 0 0 1.5-1.5V8l-3.5-3.5h-9A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5z" />
            <path d="m8.7 13 2.4 2.4 4.2-4.6" />
          </g>
        </symbol>
        <symbol id="i-photo" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <rect x="4" y="5" width="16" height="14" rx="2" />
            <circle cx="9" cy="10" r="1.6" />
            <path d="m4.5 17 4.5-4 3.5 3 3-2.5 4.5 3.5" />
          </g>
        </symbol>
        <symbol id="i-phone" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M7.5 4H5.6C4.7 4 4 4.8 4.1 5.7 4.7 13.4 10.6 19.3 18.3 19.9c.9.1 1.7-.6 1.7-1.5v-1.9a1.5 1.5 0 0 0-1.1-1.4l-2.6-.7a1.5 1.5 0 0 0-1.5.5l-.9 1.1a12 12 0 0 1-5.9-5.9l1.1-.9a1.5 1.5 0 0 0 .5-1.5L8.9 5.1A1.5 1.5 0 0 0 7.5 4z" />
          </g>
        </symbol>
        <symbol id="i-chat" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M5.5 5h13A1.5 1.5 0 0 1 20 6.5v8a1.5 1.5 0 0 1-1.5 1.5H11l-4.5 3.5V16h-1A1.5 1.5 0 0 1 4 14.5v-8A1.5 1.5 0 0 1 5.5 5z" />
            <path d="M8 9h8M8 12h5" />
          </g>
        </symbol>
        <symbol id="i-mail" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <rect x="3.8" y="5.5" width="16.4" height="13" rx="1.7" />
            <path d="m4.5 7 7.5 6 7.5-6" />
          </g>
        </symbol>
        <symbol id="i-copy" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <rect x="8.5" y="8.5" width="11" height="11" rx="1.7" />
            <path d="M5.5 15.5A1.3 1.3 0 0 1 4.5 14V6A1.5 1.5 0 0 1 6 4.5h8a1.3 1.3 0 0 1 1.5 1" />
          </g>
        </symbol>
        <symbol id="i-back" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M19 12H5" />
            <path d="m10.5 6.5-5.5 5.5 5.5 5.5" />
          </g>
        </symbol>
        <symbol id="i-next" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="m9 5.5 6.5 6.5L9 18.5" />
          </g>
        </symbol>
        <symbol id="i-menu" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M4 7h16M4 12h16M4 17h10" />
          </g>
        </symbol>
        <symbol id="i-search" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <circle cx="11" cy="11" r="6" />
            <path d="m15.5 15.5 4.5 4.5" />
          </g>
        </symbol>
        <symbol id="i-people" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <circle cx="9" cy="9" r="3" />
            <path d="M3.5 19c.3-3.3 2.5-5 5.5-5s5.2 1.7 5.5 5" />
            <path d="M15.5 6.3a3 3 0 0 1 0 5.4M17.5 14.7c1.8.7 2.8 2.2 3 4.3" />
          </g>
        </symbol>
        <symbol id="i-chart" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M4 4.5v15h16" />
            <path d="m7.5 14.5 3.5-4 3 2.5 5-6.5" />
          </g>
        </symbol>
        <symbol id="i-note" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M6 4h12a1 1 0 0 1 1 1v9.5L13.5 20H6a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z" />
            <path d="M19 14.5h-4.5a1 1 0 0 0-1 1V20M8.5 8.5h7M8.5 12h4" />
          </g>
        </symbol>
        <symbol id="i-slow" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M7 3.5h10M7 20.5h10M8 3.5v3.2c0 2.3 4 3.3 4 5.3s-4 3-4 5.3v3.2M16 3.5v3.2c0 2.3-4 3.3-4 5.3s4 3 4 5.3v3.2" />
          </g>
        </symbol>
        <symbol id="i-pause" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <circle cx="12" cy="12" r="8.2" />
            <path d="M10 9v6M14 9v6" />
          </g>
        </symbol>
        <symbol id="i-aside" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M4.5 4.5h9A1.5 1.5 0 0 1 15 6v5a1.5 1.5 0 0 1-1.5 1.5H9l-3 2.5v-2.5H4.5" />
            <path d="M18 9.5h.5A1.5 1.5 0 0 1 20 11v5a1.5 1.5 0 0 1-1.5 1.5H18V20l-3-2.5h-4a1.5 1.5 0 0 1-1.5-1.5" />
          </g>
        </symbol>
        <symbol id="i-lock" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <rect x="5.5" y="10.5" width="13" height="9" rx="1.7" />
            <path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />
          </g>
        </symbol>
        <symbol id="i-offline" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M4 9.5a12 12 0 0 1 4.5-2.7M20 9.5a12 12 0 0 0-7.5-3.4M7 13a7.5 7.5 0 0 1 4-2.1M17 13a7.5 7.5 0 0 0-1.5-1.2M9.7 16.3a3.5 3.5 0 0 1 4.6 0" />
            <path d="M12 19.5h.01M4.5 4.5l15 15" />
          </g>
        </symbol>
        <symbol id="i-alert" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M12 4.2c.6 0 1 .3 1.3.8l6.6 12a1.5 1.5 0 0 1-1.3 2.2H5.4A1.5 1.5 0 0 1 4.1 17l6.6-12c.3-.5.7-.8 1.3-.8z" />
            <path d="M12 9.5v4.2M12 16.4h.01" />
          </g>
        </symbol>
        <symbol id="i-undo" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M5 9.5h9a5 5 0 0 1 0 10h-4" />
            <path d="m8.5 5.5-4 4 4 4" />
          </g>
        </symbol>
        <symbol id="i-flag" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M6 21V4.5M6 5c3-1.5 6 1.5 9 .5l3-.8v8.3l-3 .8c-3 1-6-2-9-.5" />
          </g>
        </symbol>
        <symbol id="i-leaf" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M5 19c0-9 5-14 14-14 0 9-4 14-11 14a5 5 0 0 1-3-1" />
            <path d="M5 19c2-4.5 5-7.5 9-9.5" />
          </g>
        </symbol>
        <symbol id="i-more" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <circle cx="6" cy="12" r="1.2" />
            <circle cx="12" cy="12" r="1.2" />
            <circle cx="18" cy="12" r="1.2" />
          </g>
        </symbol>
        <symbol id="i-move" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M5 5v6a3 3 0 0 0 3 3h11" />
            <path d="m15 10 4 4-4 4" />
            <path d="M5 18v1" />
          </g>
        </symbol>
        <symbol id="i-hand" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M4 13.5h3l4 1.5h3.5a1.7 1.7 0 0 1 0 3.3H10" />
            <path d="m15.5 16 3.4-1.9a1.6 1.6 0 0 1 1.6 2.8L14 20.7H8l-2-1.5H4" />
            <path d="M12.5 11.5C9.5 9.6 8 8 8 6.1A2.3 2.3 0 0 1 12.5 5 2.3 2.3 0 0 1 17 6.1c0 1.9-1.5 3.5-4.5 5.4z" />
          </g>
        </symbol>
        <symbol id="i-heavy" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M4 20h16M6 20V14h12v6M9 14V8.5h6V14" />
            <path d="M12 8.5V5" />
          </g>
        </symbol>
        <symbol id="i-star" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="M12 3.5v4M12 16.5v4M3.5 12h4M16.5 12h4M6 6l2.5 2.5M15.5 15.5 18 18M18 6l-2.5 2.5M8.5 15.5 6 18" />
          </g>
        </symbol>
        <symbol id="i-up" viewBox="0 0 24 24">
          <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
            <path d="m6 14.5 6-6 6 6" />
          </g>
        </symbol>
        <symbol id="sev-green" viewBox="0 0 24 24">
          <circle cx="12" cy="12" r="7.5" fill="none" stroke="currentColor" strokeWidth="2.2" />
        </symbol>
        <symbol id="sev-amber" viewBox="0 0 24 24">
          <circle cx="12" cy="12" r="7.5" fill="none" stroke="currentColor" strokeWidth="2.2" />
          <path d="M12 4.5a7.5 7.5 0 0 0 0 15z" fill="currentColor" />
        </symbol>
        <symbol id="sev-red" viewBox="0 0 24 24">
          <circle cx="12" cy="12" r="8.6" fill="currentColor" />
        </symbol>
        <symbol id="sev-crisis" viewBox="0 0 24 24">
          <path d="M12 1.5 22.5 12 12 22.5 1.5 12z" fill="currentColor" />
          <path d="M12 7v6" stroke="var(--glyph-cut,#fff)" strokeWidth="2.4" strokeLinecap="round" />
          <circle cx="12" cy="16.5" r="1.4" fill="var(--glyph-cut,#fff)" />
        </symbol>
        <symbol id="cli-up" viewBox="0 0 24 24">
          <path
            d="M3 17c5 0 7-1.5 9.5-5S17.5 6.5 21 6"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.2"
            strokeLinecap="round"
          />
          <path
            d="m16.5 3.5 4.8 2.3-2.9 4.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </symbol>
        <symbol id="cli-flat" viewBox="0 0 24 24">
          <path d="M3 12h18" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
          <circle cx="12" cy="12" r="2.8" fill="currentColor" />
        </symbol>
        <symbol id="cli-turn" viewBox="0 0 24 24">
          <path d="M3 8h8c4 0 5.5 2 6.5 8" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
          <path
            d="m13.5 13.5 4.2 4.2 2.9-5"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </symbol>
        <symbol id="cli-spiral" viewBox="0 0 24 24">
          <path
            d="M20.5 11a8.5 8.5 0 1 0-8.5 9 6.8 6.8 0 0 0 5-11 5.5 5.5 0 0 0-9.5 3.5 4 4 0 0 0 5.5 3.7 2.6 2.6 0 0 0 .6-4"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
          />
        </symbol>
        <symbol id="kring" viewBox="0 0 32 32">
          <g fill="none" strokeWidth="3.400" strokeLinecap="round">
            <path d="M17.88 4.15A12 12 0 0 1 23.05 6.29" stroke="var(--wouw-mark)" />
            <path d="M25.71 8.95A12 12 0 0 1 27.85 14.12" stroke="currentColor" />
            <path d="M27.85 17.88A12 12 0 0 1 25.71 23.05" stroke="currentColor" />
            <path d="M23.05 25.71A12 12 0 0 1 17.88 27.85" stroke="currentColor" />
            <path d="M14.12 27.85A12 12 0 0 1 8.95 25.71" stroke="currentColor" />
            <path d="M6.29 23.05A12 12 0 0 1 4.15 17.88" stroke="currentColor" />
            <path d="M4.15 14.12A12 12 0 0 1 6.29 8.95" stroke="currentColor" />
            <path d="M8.95 6.29A12 12 0 0 1 14.12 4.15" stroke="currentColor" />
          </g>
        </symbol>
        <symbol id="av-linde" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <path
            d="M24 40C12 33 8 23 11.5 15.5 14.5 9.5 21 9.5 24 15c3-5.5 9.5-5.5 12.5.5C40 23 36 33 24 40z"
            fill="var(--av-1)"
          />
          <path
            d="M24 44V17M24 27l-6.5-5M24 33l7-6"
            stroke="var(--av-2)"
            fill="none"
            strokeWidth="2"
            strokeLinecap="round"
          />
        </symbol>
        <symbol id="av-varen" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <path d="M14 42c7-8 13-18 17-33" stroke="var(--av-1)" fill="none" strokeWidth="2" strokeLinecap="round" />
          <ellipse cx="12.5" cy="33" rx="6.5" ry="2.6" transform="rotate(-135 12.5 33)" fill="var(--av-1)" />
          <ellipse cx="23.5" cy="37" rx="6.5" ry="2.6" transform="rotate(-15 23.5 37)" fill="var(--av-2)" />
          <ellipse cx="15.5" cy="27" rx="6.5" ry="2.6" transform="rotate(-130 15.5 27)" fill="var(--av-1)" />
          <ellipse cx="27" cy="30.5" rx="6.5" ry="2.6" transform="rotate(-15 27 30.5)" fill="var(--av-2)" />
          <ellipse cx="19" cy="21" rx="6.5" ry="2.6" transform="rotate(-125 19 21)" fill="var(--av-1)" />
          <ellipse cx="30.5" cy="24" rx="6.5" ry="2.6" transform="rotate(-20 30.5 24)" fill="var(--av-2)" />
          <ellipse cx="23" cy="15.5" rx="6.5" ry="2.6" transform="rotate(-120 23 15.5)" fill="var(--av-1)" />
          <ellipse cx="33.5" cy="18" rx="6.5" ry="2.6" transform="rotate(-25 33.5 18)" fill="var(--av-2)" />
        </symbol>
        <symbol id="av-merel" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <path d="M22 34v8M27.5 33.5V42" stroke="var(--av-2)" fill="none" strokeWidth="2" strokeLinecap="round" />
          <path
            d="M9 30C9 19 17 15 25.5 16.5 27.5 11 36 10.5 38 17c.8 11-6.5 18.5-16 18.5L5.5 40C7.5 36.5 9 34 9 30z"
            fill="var(--av-1)"
          />
          <path d="M14.5 28C18.5 21.5 27 22 29.5 26.5 26 32.5 19 33 14.5 28z" fill="var(--av-2)" />
          <path d="m37.5 15.5 6.5 3-6.2 2.4z" fill="var(--av-2)" />
          <circle cx="33" cy="16.8" r="1.4" fill="var(--av-bg)" />
        </symbol>
        <symbol id="av-zwaluw" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <path
            d="M4 15c9-2 17 2 22 8 3.5-6 11-13 19-14-4.5 6-8 11.5-10.5 17-2 4.5-5.5 7.5-10.5 8.5L11.5 43l4-8.5L6 36.5 18.5 29C15.5 23.5 11 18 4 15z"
            fill="var(--av-1)"
          />
          <path d="M24 34.5c5-1 8.5-4 10.5-8.5-5-.5-9 2.5-10.5 8.5z" fill="var(--av-2)" />
        </symbol>
        <symbol id="av-golf" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <path
            d="M2 17c4-6 8-6 11 0s7 6 11 0 8-6 11 0 7 6 11 0"
            fill="none"
            stroke="var(--av-1)"
            strokeWidth="4"
            strokeLinecap="round"
          />
          <path
            d="M2 26c4-6 8-6 11 0s7 6 11 0 8-6 11 0 7 6 11 0"
            fill="none"
            stroke="var(--av-2)"
            strokeWidth="4"
            strokeLinecap="round"
          />
          <path
            d="M2 35c4-6 8-6 11 0s7 6 11 0 8-6 11 0 7 6 11 0"
            fill="none"
            stroke="var(--av-1)"
            strokeWidth="4"
            strokeLinecap="round"
          />
        </symbol>
        <symbol id="av-maan" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <path d="M29 7.5A17.5 17.5 0 1 0 41 30 15.5 15.5 0 0 1 29 7.5z" fill="var(--av-1)" />
          <circle cx="35" cy="15" r="3" fill="var(--av-2)" />
          <circle cx="41" cy="22" r="1.5" fill="var(--av-2)" />
        </symbol>
        <symbol id="av-steen" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <ellipse cx="24" cy="37" rx="15" ry="5.5" fill="var(--av-1)" />
          <ellipse cx="23" cy="27.5" rx="11" ry="5" fill="var(--av-2)" />
          <ellipse cx="25.5" cy="19.5" rx="7.5" ry="4" fill="var(--av-1)" />
          <ellipse cx="24" cy="13" rx="4" ry="2.8" fill="var(--av-2)" />
        </symbol>
        <symbol id="av-vlas" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <ellipse cx="24" cy="14" rx="6.8" ry="9" transform="rotate(0 24 24)" fill="var(--av-1)" />
          <ellipse cx="24" cy="14" rx="6.8" ry="9" transform="rotate(72 24 24)" fill="var(--av-1)" />
          <ellipse cx="24" cy="14" rx="6.8" ry="9" transform="rotate(144 24 24)" fill="var(--av-1)" />
          <ellipse cx="24" cy="14" rx="6.8" ry="9" transform="rotate(216 24 24)" fill="var(--av-1)" />
          <ellipse cx="24" cy="14" rx="6.8" ry="9" transform="rotate(288 24 24)" fill="var(--av-1)" />
          <path d="M24 20v-9" transform="rotate(0 24 24)" stroke="var(--av-bg)" strokeWidth="1.3" />
          <path d="M24 20v-9" transform="rotate(72 24 24)" stroke="var(--av-bg)" strokeWidth="1.3" />
          <path d="M24 20v-9" transform="rotate(144 24 24)" stroke="var(--av-bg)" strokeWidth="1.3" />
          <path d="M24 20v-9" transform="rotate(216 24 24)" stroke="var(--av-bg)" strokeWidth="1.3" />
          <path d="M24 20v-9" transform="rotate(288 24 24)" stroke="var(--av-bg)" strokeWidth="1.3" />
          <circle cx="24" cy="24" r="4.5" fill="var(--av-2)" />
        </symbol>
        <symbol id="av-eikel" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <path d="M24 12c0-3 1.5-5 4.5-6" stroke="var(--av-1)" fill="none" strokeWidth="2" strokeLinecap="round" />
          <path d="M14.5 22h19c0 11-4.5 17-9.5 20.5C19 39 14.5 33 14.5 22z" fill="var(--av-2)" />
          <path d="M11.5 23.5C11 14.5 17 11 24 11s13 3.5 12.5 12.5z" fill="var(--av-1)" />
        </symbol>
        <symbol id="av-heuvel" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <circle cx="32" cy="16" r="6.5" fill="var(--av-2)" />
          <path d="M-2 36C8 22 19 23 27 31c7-7 15-6 23 1v18H-2z" fill="var(--av-1)" />
          <path d="M-2 43c14-6 34-6 52 1v6H-2z" fill="var(--av-2)" />
        </symbol>
        <symbol id="av-veer" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <path d="M13 38C12 22 23 10 39 7c2.5 15-7 27.5-22.5 30z" fill="var(--av-1)" />
          <path
            d="M9 43c7-10 15.5-19 25-29M20 29l-1.5-8M26 23l-1-7.5M21 28.5l9-.5"
            stroke="var(--av-2)"
            fill="none"
            strokeWidth="2"
            strokeLinecap="round"
          />
        </symbol>
        <symbol id="av-schelp" viewBox="0 0 48 48">
          <rect width="48" height="48" fill="var(--av-bg)" />
          <path d="M24 40 6.5 22.5a18.5 18.5 0 0 1 35 0z" fill="var(--av-1)" />
          <path
            d="M24 39 13.5 14.5M24 39V10M24 39l10.5-24.5"
            stroke="var(--av-2)"
            fill="none"
            strokeWidth="2"
            strokeLinecap="round"
          />
          <circle cx="24" cy="39.5" r="3.5" fill="var(--av-2)" />
        </symbol>
      </defs>
    </svg>
  );
}
