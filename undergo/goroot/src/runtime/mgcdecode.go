// Reading machine code, as far as the collector wants to know it: where control goes, which of the registers that calls preserve an
// instruction reads or writes, and which part of the frame (mgcframe.go makes of it what is alive).
//
// What is not known for sure errs on the side of being read: a register counts as read unless the instruction is one of those known to
// overwrite it, memory unless it is one of those known to store. An instruction that is not known at all makes its function unfit.
package runtime

import "unsafe"

// Registers that calls preserve, as a set. The frame pointer is none of them.
const (
	inBX = 1 << iota
	inR12
	inR13
	inR14
	inR15

	preservedRegisters = 5
)

// Numbers of registers in instructions.
const (
	numAX = 0
	numBX = 3
	numSP = 4
	numBP = 5
	noReg = 16
)

// preservedOf is the set of a register of that number.
var preservedOf = [noReg + 1]uint8{numBX: inBX, 12: inR12, 13: inR13, 14: inR14, 15: inR15}

// Where control goes after an instruction.
const (
	flowNext     = iota
	flowBranch   // to the next, or to target
	flowJump     // to target
	flowIndirect // a jump to what a register holds
	flowCall     // to target and back
	flowCallAny  // of what a register or memory holds
	flowLastCall // that does not return
	flowReturn
	flowStop // nowhere
)

// What an instruction does to the frame.
const (
	frameNone  = iota
	frameRead  // width bytes at slot
	frameWrite // all of them
	frameAddr  // takes the address
	frameAll   // any variable in memory may be read: of an indexed access only the sum lies in the variable
)

// An insn is an instruction. Addresses of code count from the function's entry, slots from the frame pointer.
type insn struct {
	at     uint32
	size   uint8
	flow   uint8
	reads  uint8
	kills  uint8
	frame  uint8
	width  uint8
	setsBP bool // mov %rsp, %rbp
	isLea  bool // target is an address taken, not one that control goes to
	slot   int32
	target int32
}

// An operand is what a ModRM byte names besides a register.
type operand struct {
	reg    uint8 // the other operand's number
	rm     uint8 // noReg for memory
	base   uint8
	index  uint8
	pcRel  bool
	offset int32
}

// A decoding is the state of reading one instruction.
type decoding struct {
	c      *[32]byte
	i      int
	rex    byte // with the bits of VEX and EVEX prefixes
	hasRex bool
	narrow bool // 16 bits
	rep    byte
	vex    bool
	evex   bool
	long   bool // 256 bits
	vvvv   uint8
	table  uint8 // 0: one byte; 1: 0F; 2: 0F38; 3: 0F3A
	op     byte
	m      operand
}

func (d *decoding) byte() byte {
	b := d.c[d.i]
	d.i++
	return b
}

func (d *decoding) int32() int32 {
	v := *(*int32)(unsafe.Pointer(&d.c[d.i]))
	d.i += 4
	return v
}

// prefixes reads up to and with the opcode.
func (d *decoding) prefixes() bool {
	for {
		switch b := d.byte(); b {
		case 0x66:
			d.narrow = true
		case 0xf2, 0xf3:
			d.rep = b
		case 0xf0, 0x2e, 0x36, 0x3e, 0x26, 0x64, 0x65, 0x67:
		default:
			if b&0xf0 == 0x40 {
				d.rex, d.hasRex = b, true
				b = d.byte()
			}
			return d.opcode(b)
		}
		if d.i > 10 {
			return false
		}
	}
}

func (d *decoding) opcode(b byte) bool {
	switch b {
	case 0x0f:
		d.table = 1
		switch b = d.byte(); b {
		case 0x38:
			d.table, b = 2, d.byte()
		case 0x3a:
			d.table, b = 3, d.byte()
		}
	case 0xc5:
		p := d.byte()
		d.rex = ^p >> 5 & 4
		d.vexTail(p, 1)
		b = d.byte()
	case 0xc4:
		p := d.byte()
		d.rex = ^p >> 5
		q := d.byte()
		d.rex |= q >> 4 & 8
		d.vexTail(q, p&0x1f)
		b = d.byte()
	case 0x62:
		p := d.byte()
		d.rex = ^p >> 5
		q := d.byte()
		d.rex |= q >> 4 & 8
		d.vexTail(q&^4, p&7)
		d.byte()
		d.evex = true
		b = d.byte()
	}
	d.op = b
	return d.table <= 3 && (!d.vex || d.table != 0)
}

// vexTail reads what the last byte of a VEX prefix says.
func (d *decoding) vexTail(p, table byte) {
	d.vex, d.hasRex = true, true
	d.vvvv = ^p >> 3 & 15
	d.long = p&4 != 0
	switch p & 3 {
	case 1:
		d.narrow = true
	case 2:
		d.rep = 0xf3
	case 3:
		d.rep = 0xf2
	}
	d.table = table
}

// modrm reads a ModRM byte and what belongs to it.
func (d *decoding) modrm() {
	b := d.byte()
	mod, rm := b>>6, b&7
	m := &d.m
	m.reg = b>>3&7 | d.rex<<1&8
	m.rm, m.base, m.index = noReg, noReg, noReg
	if mod == 3 {
		m.rm = rm | d.rex<<3&8
		return
	}
	switch {
	case rm == numSP:
		sib := d.byte()
		if index := sib>>3&7 | d.rex<<2&8; index != numSP {
			m.index = index
		}
		if sib&7 == 5 && mod == 0 {
			m.offset = d.int32()
		} else {
			m.base = sib&7 | d.rex<<3&8
		}
	case rm == 5 && mod == 0:
		m.pcRel = true
		m.offset = d.int32()
	default:
		m.base = rm | d.rex<<3&8
	}
	switch mod {
	case 1:
		m.offset = int32(int8(d.byte()))
	case 2:
		m.offset = d.int32()
	}
}

// How instructions of the one-byte table go on: with a ModRM byte, and how many bytes of a constant. 4 is 2 in 16-bit ones.
const (
	shapeModRM = 16
	shapeBad   = 32
)

// shape is how the instruction goes on behind its opcode; of groups f6 and f7 without their constants.
func (d *decoding) shape() uint8 {
	op := d.op
	switch d.table {
	case 1:
		switch {
		case d.vex && op == 0x77, op == 0x05, op == 0x06, op == 0x08, op == 0x09, op == 0x0b, op == 0x31, op == 0x77, op == 0xa2, op&0xf8 == 0xc8:
			return 0
		case op&0xf0 == 0x80:
			if d.vex { // masks of AVX-512
				return shapeBad
			}
			return 4
		case op >= 0x70 && op <= 0x73, op == 0xa4, op == 0xac, op == 0xba, op == 0xc2, op == 0xc4, op == 0xc5, op == 0xc6:
			return shapeModRM + 1
		case op == 0x0d, op >= 0x10 && op <= 0x1f, op >= 0x28 && op <= 0x2f, op >= 0x40, op <= 0x01:
			return shapeModRM
		}
		return shapeBad
	case 2:
		return shapeModRM
	case 3:
		return shapeModRM + 1
	}
	switch {
	case op < 0x40:
		switch op & 7 {
		case 4:
			return 1
		case 5:
			return 4
		case 6, 7:
			return shapeBad
		}
		return shapeModRM
	case op >= 0x50 && op <= 0x5f, op >= 0x90 && op <= 0x99, op == 0x9c, op == 0x9d, op == 0x9e, op == 0x9f, op >= 0xa4 && op <= 0xa7,
		op >= 0xaa && op <= 0xaf, op == 0xc3, op == 0xc9, op == 0xcc, op == 0xf4, op >= 0xf8 && op <= 0xfd, op == 0xf5:
		return 0
	case op == 0x63, op >= 0x84 && op <= 0x8b, op == 0x8d, op == 0x8f, op >= 0xd0 && op <= 0xd3, op >= 0xd8 && op <= 0xdf, op == 0xf6,
		op == 0xf7, op == 0xfe, op == 0xff:
		return shapeModRM
	case op == 0x80, op == 0x83, op == 0x6b, op == 0xc0, op == 0xc1, op == 0xc6:
		return shapeModRM + 1
	case op == 0x81, op == 0x69, op == 0xc7:
		return shapeModRM + 4
	case op == 0x68, op == 0xa9, op == 0xe8, op == 0xe9:
		return 4
	case op >= 0xb8 && op <= 0xbf:
		if d.rex&8 != 0 {
			return 8
		}
		return 4
	case op == 0x6a, op >= 0x70 && op <= 0x7f, op == 0xa8, op >= 0xb0 && op <= 0xb7, op >= 0xe0 && op <= 0xe3, op == 0xeb:
		return 1
	case op == 0xc2:
		return 2
	}
	return shapeBad
}

// decode reads the instruction at code. false: it is not known.
func (in *insn) decode(code unsafe.Pointer) bool {
	d := decoding{c: (*[32]byte)(code)}
	*in = insn{at: in.at}
	if !d.prefixes() {
		return false
	}
	shape := d.shape()
	if shape&shapeBad != 0 {
		return false
	}
	constant := int(shape &^ shapeModRM)
	if shape&shapeModRM != 0 {
		d.modrm()
		if d.table == 0 && d.op&^1 == 0xf6 && d.m.reg&7 <= 1 {
			constant = 1
			if d.op == 0xf7 {
				constant = 4
			}
		}
	}
	relative := d.table == 0 && (d.op == 0xe8 || d.op == 0xe9) || d.table == 1 && d.op&0xf0 == 0x80
	if constant == 4 && d.narrow && !relative {
		constant = 2
	}
	at := d.i
	d.i += constant
	in.size = uint8(d.i)
	if d.i > 15 {
		return false
	}
	jump := int32(0)
	switch {
	case constant == 1:
		jump = int32(int8(d.c[at]))
	case constant == 4:
		jump = *(*int32)(unsafe.Pointer(&d.c[at]))
	}
	in.target = int32(in.at) + int32(in.size) + jump
	if shape&shapeModRM == 0 {
		return in.plain(&d)
	}
	if d.table == 0 {
		return in.general(&d)
	}
	return in.extended(&d)
}

// plain says what an instruction without a ModRM byte does.
func (in *insn) plain(d *decoding) bool {
	op := d.op
	reg := op&7 | d.rex<<3&8
	if d.table == 1 {
		switch {
		case op&0xf0 == 0x80:
			in.flow = flowBranch
		case op == 0x0b:
			in.flow = flowStop
		case op&0xf8 == 0xc8:
			in.reads = preservedOf[reg]
		}
		return true
	}
	switch {
	case op&0xf8 == 0x50:
		in.reads = preservedOf[reg]
	case op&0xf8 == 0x58:
		in.kills = preservedOf[reg]
		return reg != numSP
	case op&0xf8 == 0x90:
		in.reads = preservedOf[reg]
		return reg != numSP && reg != numBP
	case op&0xf8 == 0xb8:
		if !d.narrow {
			in.kills = preservedOf[reg]
		}
		return reg != numSP && reg != numBP
	case op&0xf0 == 0x70, op >= 0xe0 && op <= 0xe3:
		in.flow = flowBranch
	case op == 0xe8:
		in.flow = flowCall
	case op == 0xe9, op == 0xeb:
		in.flow = flowJump
	case op == 0xc3, op == 0xc2:
		in.flow = flowReturn
	case op == 0xcc, op == 0xf4:
		in.flow = flowStop
	}
	return true
}

// register notes the use of a general register, killed or read; true: it is the stack's or the frame's pointer.
func (in *insn) register(reg uint8, killed bool) bool {
	if killed {
		in.kills |= preservedOf[reg]
	} else {
		in.reads |= preservedOf[reg]
	}
	return reg == numSP || reg == numBP
}

// memory notes what the address of a memory operand makes of registers and frame, if the instruction accesses it like that.
func (in *insn) memory(d *decoding, access, width uint8) {
	m := &d.m
	if m.rm != noReg {
		return
	}
	in.reads |= preservedOf[m.base] | preservedOf[m.index]
	switch {
	case m.base == numBP && m.index == noReg && !d.evex:
		in.frame, in.width, in.slot = access, width, m.offset
	case m.base == numBP || m.index == numBP:
		in.frame = frameAll
	}
}

// general is for instructions of the one-byte table with a ModRM byte.
func (in *insn) general(d *decoding) bool {
	m := &d.m
	op := d.op
	isReg := m.rm != noReg
	if !d.hasRex {
		d.highBytes()
	}
	regIn, rmIn := preservedOf[m.reg], preservedOf[m.rm]
	width := uint8(4)
	if d.rex&8 != 0 {
		width = 8
	} else if d.narrow {
		width = 2
	}
	switch op {
	case 0x89, 0x88:
		if op == 0x88 {
			width = 1
		}
		in.reads |= regIn
		in.memory(d, frameWrite, width)
		if isReg && op == 0x89 {
			return in.move(d, m.reg, m.rm, width)
		}
		return m.rm != numSP && m.rm != numBP
	case 0x8b, 0x8a:
		in.reads |= rmIn
		in.memory(d, frameRead, 8)
		if op == 0x8b && isReg {
			return in.move(d, m.rm, m.reg, width)
		}
		if op == 0x8b && width > 2 {
			in.kills = regIn
		}
		return m.reg != numSP && (m.reg != numBP || m.base == numSP)
	case 0x8d:
		if m.reg != numSP {
			in.memory(d, frameAddr, 1)
		}
		if m.pcRel {
			in.isLea = true
			in.target = int32(in.at) + int32(in.size) + m.offset
		}
		if width > 2 {
			in.kills = regIn
		}
		return m.reg != numBP && (m.reg != numSP || m.base == numBP || m.base == numSP)
	case 0x63, 0x69, 0x6b:
		in.reads |= rmIn
		in.memory(d, frameRead, 8)
		if width > 2 {
			in.kills = regIn
		}
		return m.reg != numSP && m.reg != numBP && in.plainRead(m)
	case 0xc6, 0xc7:
		if op == 0xc6 {
			width = 1
		}
		in.memory(d, frameWrite, width)
		if isReg && op == 0xc7 && width > 2 {
			in.kills = rmIn
		}
		return m.rm != numSP && m.rm != numBP
	case 0x8f:
		in.memory(d, frameRead, 8)
		return !isReg
	case 0x31, 0x33, 0x29, 0x2b:
		if isReg && m.rm == m.reg && width > 2 {
			in.kills = rmIn
			return m.rm != numSP && m.rm != numBP
		}
	case 0xff:
		in.reads |= rmIn
		in.memory(d, frameRead, 8)
		switch m.reg & 7 {
		case 2:
			in.flow = flowCallAny
		case 4:
			in.flow, in.target = flowIndirect, 0
			if !isReg {
				in.target = -1 // a tail call
				return m.index == noReg
			}
		case 3, 5, 7:
			return false
		}
		return m.rm != numSP && m.rm != numBP
	case 0x80, 0x81, 0x83:
		in.reads |= rmIn
		in.memory(d, frameRead, 8)
		kind := m.reg & 7
		if m.rm == numSP { // add and sub; an and makes distances unknown
			return kind == 0 || kind == 5 || kind == 7
		}
		return m.rm != numBP
	case 0xc0, 0xc1, 0xd0, 0xd1, 0xd2, 0xd3, 0xf6, 0xf7, 0xfe:
		in.reads |= rmIn
		in.memory(d, frameRead, 8)
		return m.rm != numSP && m.rm != numBP
	}
	if op >= 0xd8 && op <= 0xdf {
		in.memory(d, frameRead, 16)
		return true
	}
	in.reads |= regIn | rmIn
	in.memory(d, frameRead, 8)
	return in.plainRead(m) || op == 0x39 || op == 0x3b || op == 0x85
}

// highBytes turns the numbers of ah, ch, dh and bh, which instructions on bytes without a REX prefix may name, into those of the whole registers.
func (d *decoding) highBytes() {
	op, m := d.op, &d.m
	two := op < 0x40 && op&1 == 0 || op == 0x84 || op == 0x86 || op == 0x88 || op == 0x8a
	if two && m.reg >= 4 {
		m.reg -= 4
	}
	if (two || op == 0x80 || op == 0xc0 || op == 0xc6 || op == 0xd0 || op == 0xd2 || op == 0xf6 || op == 0xfe) && m.rm >= 4 && m.rm < 8 {
		m.rm -= 4
	}
}

// plainRead: neither stack nor frame pointer is an operand, which may be changed or wander into another register.
func (in *insn) plainRead(m *operand) bool {
	return m.reg != numSP && m.reg != numBP && m.rm != numSP && m.rm != numBP
}

// move is a mov between registers.
func (in *insn) move(d *decoding, from, to, width uint8) bool {
	if width > 2 {
		in.kills = preservedOf[to]
	}
	switch {
	case to == numBP:
		in.setsBP = from == numSP && width == 8
		return in.setsBP
	case to == numSP:
		return from == numBP
	case from == numBP:
		in.frame = frameAll
	}
	return true
}

// Instructions of the SSE part of table 0F have XMM operands, but for some.
func (d *decoding) general() (reg, rm bool) {
	op := d.op
	switch d.table {
	case 1:
		if op >= 0x10 && op <= 0x17 || op >= 0x28 && op <= 0x2f || op >= 0x50 && op <= 0x7f || op == 0xc2 || op >= 0xc4 && op <= 0xc6 || op >= 0xd0 {
			switch op {
			case 0x2a, 0x6e, 0xc4:
				return false, true
			case 0x2c, 0x2d, 0x50, 0xd7, 0xc5:
				return true, false
			case 0x7e:
				return false, d.rep != 0xf3
			}
			return false, false
		}
		return true, true
	case 2:
		return op >= 0xf0, op >= 0xf0
	default:
		return op == 0xf0, op >= 0x14 && op <= 0x17 || op == 0x20 || op == 0x22 || op == 0xf0
	}
}

// extended is for instructions of the further tables.
func (in *insn) extended(d *decoding) bool {
	m := &d.m
	op := d.op
	generalReg, generalRm := d.general()
	access, width := uint8(frameRead), uint8(16)
	full := uint8(16)
	if d.vex {
		width = 32
		if d.long {
			full = 32
		}
	}
	regKilled, rmKilled := false, false
	if d.table == 1 {
		switch op {
		case 0xb6, 0xb7, 0xbe, 0xbf:
			regKilled, width = !d.narrow, 8
			if !d.hasRex && op&1 == 0 && m.rm >= 4 && m.rm < 8 {
				m.rm -= 4 // ah, ch, dh, bh
			}
		case 0x2c, 0x2d, 0x50, 0xd7, 0xc5:
			regKilled = true
		case 0x0d, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f: // hints
			return true
		case 0x11:
			access, width = frameWrite, full
			if d.rep == 0xf3 {
				width = 4
			} else if d.rep == 0xf2 {
				width = 8
			}
		case 0x29, 0x2b, 0xe7:
			access, width = frameWrite, full
			if op == 0xe7 && !d.narrow {
				width = 8
			}
		case 0x7f:
			access, width = frameWrite, full
			if !d.narrow && d.rep == 0 {
				width = 8
			}
		case 0x13, 0x17, 0xd6:
			access, width = frameWrite, 8
		case 0x7e:
			rmKilled = d.rep != 0xf3
			if rmKilled {
				access, width = frameWrite, 4
				if d.rex&8 != 0 {
					width = 8
				}
			}
		case 0xae, 0xc7, 0x00, 0x01:
			access = frameAll
		}
		switch {
		case d.vex: // those of masks
		case op&0xf0 == 0x90:
			access, width = frameWrite, 1
			generalReg, generalRm = false, false
		case op == 0xa3, op == 0xab, op == 0xb3, op == 0xbb:
			access = frameAll // bits anywhere behind the address
		case op == 0xb0, op == 0xc0:
			if !d.hasRex && (m.reg == 7 || m.rm == 7) {
				in.reads |= inBX // bh
			}
		}
	}
	if d.table == 2 && op == 0xf0 && m.rm == 7 {
		in.reads |= inBX // bh
	}
	in.memory(d, access, width)
	if generalReg && m.reg != noReg && in.register(m.reg, regKilled) || generalRm && in.register(m.rm, rmKilled) {
		return false
	}
	if d.vex && generalReg {
		in.reads |= preservedOf[d.vvvv]
	}
	return true
}
