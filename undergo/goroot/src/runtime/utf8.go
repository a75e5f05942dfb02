// UTF-8 for range loops and conversions.
package runtime

const (
	runeError = '\uFFFD'
	runeSelf  = 0x80
	maxRune   = '\U0010FFFF'

	surrogateMin = 0xD800
	surrogateMax = 0xDFFF
)

// countrunes is the number of runes in s.
func countrunes(s string) int {
	n := 0
	for range s {
		n++
	}
	return n
}

// decoderune decodes the rune that starts at s[k] and gives the position behind it.
// A byte that starts no valid encoding is one runeError. k < len(s).
func decoderune(s string, k int) (r rune, pos int) {
	pos = k
	s = s[k:]
	c := s[0]
	switch {
	case c < 0x80:
		return rune(c), pos + 1
	case 0xC2 <= c && c < 0xE0:
		if len(s) > 1 && s[1]&0xC0 == 0x80 {
			return rune(c&0x1F)<<6 | rune(s[1]&0x3F), pos + 2
		}
	case 0xE0 <= c && c < 0xF0:
		if len(s) > 2 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 {
			r = rune(c&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F)
			if r >= 0x800 && (r < surrogateMin || surrogateMax < r) {
				return r, pos + 3
			}
		}
	case 0xF0 <= c && c < 0xF8:
		if len(s) > 3 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 && s[3]&0xC0 == 0x80 {
			r = rune(c&0x07)<<18 | rune(s[1]&0x3F)<<12 | rune(s[2]&0x3F)<<6 | rune(s[3]&0x3F)
			if 0x10000 <= r && r <= maxRune {
				return r, pos + 4
			}
		}
	}
	return runeError, pos + 1
}

// encoderune writes r to p (room for four bytes) and gives the number of bytes.
func encoderune(p []byte, r rune) int {
	i := uint32(r)
	switch {
	case i < 0x80:
		p[0] = byte(r)
		return 1
	case i < 0x800:
		_ = p[1]
		p[0] = 0xC0 | byte(r>>6)
		p[1] = 0x80 | byte(r)&0x3F
		return 2
	case i > maxRune, surrogateMin <= i && i <= surrogateMax:
		r = runeError
		fallthrough
	case i < 0x10000:
		_ = p[2]
		p[0] = 0xE0 | byte(r>>12)
		p[1] = 0x80 | byte(r>>6)&0x3F
		p[2] = 0x80 | byte(r)&0x3F
		return 3
	}
	_ = p[3]
	p[0] = 0xF0 | byte(r>>18)
	p[1] = 0x80 | byte(r>>12)&0x3F
	p[2] = 0x80 | byte(r>>6)&0x3F
	p[3] = 0x80 | byte(r)&0x3F
	return 4
}
