// Allocations counted: what the reference keeps on the stack stays there, strings and bytes that are only looked at are not copied.
package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"strconv"
	"errors"
	"sort"
	"time"
	"sync"
	"encoding/binary"
	"unicode/utf8"
	"math/big"
	"hash/crc32"
	"hash/fnv"
	"slices"
	"bufio"
	"io"
)

type K struct {
	a string
	b int
}
type E struct{ code int }

func (e E) Error() string { return "x" }

type W struct{ n int }

func (w *W) Write(p []byte) (int, error) { w.n += len(p); return len(p), nil }

var sinkI any
var sinkS string

func variadic(a ...any) int { return len(a) }
func variadicI(a ...int) int { return len(a) }
func mayfail(i int) error {
	if i < 0 {
		return E{i}
	}
	return nil
}
type Shape interface{ Area() float64 }
type Sq struct{ s float64 }

func (s Sq) Area() float64 { return s.s * s.s }

func newShape(s float64) Shape { return Sq{s} }

func main() {
	b := []byte("hello world this is long enough to not fit in 32")
	m := map[string]int{string(b): 1}
	mk := map[K]int{{string(b), 1}: 1}
	s := string(b)
	n := 0
	t := func(name string, f func()) { fmt.Println(name, testing.AllocsPerRun(100, f)) }
	t("map lookup", func() { n += m[string(b)] })
	t("map lookup2", func() { if _, ok := m[string(b)]; ok { n++ } })
	t("map struct", func() { n += mk[K{string(b), 1}] })
	t("compare", func() { if string(b) == s { n++ } })
	t("compare2", func() { if s == string(b) { n++ } })
	t("switch", func() { switch string(b) { case "a": n++; case "hello": n += 2 } })
	t("concat", func() { if "<"+string(b)+">" == "x" { n++ } })
	t("range bytes", func() { for _, c := range []byte(s) { n += int(c) } })
	t("append", func() { var buf [100]byte; n += len(append(buf[:0], s...)) })
	t("concat small", func() { x := "a" + s[:3]; n += len(x) })
	t("bytes small", func() { x := []byte(s[:5]); n += len(x) })
	t("bytes long", func() { x := []byte(s); n += len(x) })
	t("runes", func() { for _, r := range []rune(s[:5]) { n += int(r) } })
	t("bytes.Equal", func() { if bytes.Equal([]byte(s), b) { n++ } })
	t("box small int", func() { sinkI = 5 })
	t("box int", func() { sinkI = n })
	t("box string", func() { sinkI = s })
	t("box const", func() { sinkI = "abc" })
	t("box bool", func() { sinkI = n > 3 })
	t("box zero struct", func() { sinkI = struct{}{} })
	t("box byte", func() { sinkI = b[0] })
	t("variadic", func() { n += variadic(1, "a", n, s) })
	t("variadicI", func() { n += variadicI(1, 2, n) })
	t("err nil", func() { if mayfail(1) != nil { n++ } })
	t("err", func() { if mayfail(-1) != nil { n++ } })
	t("errors.As", func() { var e E; if errors.As(mayfail(-1), &e) { n++ } })
	t("shape", func() { n += int(newShape(3).Area()) })
	t("sprintf", func() { sinkS = fmt.Sprintf("%d %s", n, s) })
	t("sprint", func() { sinkS = fmt.Sprint(n) })
	t("fprintf", func() { fmt.Fprintf(io.Discard, "%d %s %v", n, s, 3.5) })
	t("itoa", func() { sinkS = strconv.Itoa(n) })
	t("itoa small", func() { sinkS = strconv.Itoa(7) })
	t("appendint", func() { var buf [32]byte; n += len(strconv.AppendInt(buf[:0], int64(n), 10)) })
	t("builder", func() { var sb strings.Builder; sb.WriteString("ab"); sb.WriteByte('c'); sinkS = sb.String() })
	t("buffer", func() { var sb bytes.Buffer; sb.WriteString("ab"); sb.WriteByte('c'); n += sb.Len() })
	t("split", func() { n += len(strings.Split("a,b,c", ",")) })
	t("fields", func() { n += len(strings.Fields(" a b c ")) })
	t("splitseq", func() { for x := range strings.SplitSeq("a,b,c", ",") { n += len(x) } })
	t("replace", func() { sinkS = strings.ReplaceAll(s, "hello", "bye") })
	t("toupper", func() { sinkS = strings.ToUpper(s) })
	t("map", func() { x := map[int]int{1: 2}; x[3] = 4; n += len(x) })
	t("map10", func() { x := map[int]int{}; for i := range 10 { x[i] = i }; n += len(x) })
	t("make var", func() { x := make([]int, n&3); n += len(x) })
	t("make const", func() { x := make([]int, 100); n += len(x) })
	t("append grow", func() { var x []int; for i := range 4 { x = append(x, i) }; n += len(x) })
	t("append grow 20", func() { var x []int; for i := range 20 { x = append(x, i) }; n += len(x) })
	t("closure", func() { y := 0; f := func() { y++ }; f(); f(); n += y })
	t("defer", func() { defer func() { n++ }() })
	t("method value", func() { w := &W{}; f := w.Write; f(b); n += w.n })
	t("iface call", func() { var w io.Writer = &W{}; w.Write(b) })
	t("sort.Ints", func() { x := []int{3, 1, 2}; sort.Ints(x); n += x[0] })
	t("sort.Slice", func() { x := []int{3, 1, 2}; sort.Slice(x, func(i, j int) bool { return x[i] < x[j] }); n += x[0] })
	t("slices.Sort", func() { x := []int{3, 1, 2}; slices.Sort(x); n += x[0] })
	t("slices.SortFunc", func() { x := []int{3, 1, 2}; slices.SortFunc(x, func(a, b int) int { return a - b }); n += x[0] })
	t("time", func() { n += time.Unix(5, 6).Nanosecond() })
	t("time.Format", func() { var buf [64]byte; n += len(time.Unix(5, 6).UTC().AppendFormat(buf[:0], time.RFC3339)) })
	t("mutex", func() { var mu sync.Mutex; mu.Lock(); n++; mu.Unlock() })
	t("once", func() { var o sync.Once; o.Do(func() { n++ }) })
	t("binary", func() { var buf [8]byte; binary.LittleEndian.PutUint64(buf[:], uint64(n)); n += int(buf[0]) })
	t("binary.Read", func() { var x uint32; binary.Read(bytes.NewReader(b), binary.BigEndian, &x); n += int(x & 1) })
	t("utf8", func() { n += utf8.RuneCountInString(s) })
	t("big", func() { var z big.Int; z.Add(big.NewInt(3), big.NewInt(4)); n += int(z.Int64()) })
	t("crc", func() { n += int(crc32.ChecksumIEEE(b) & 1) })
	t("fnv", func() { h := fnv.New32a(); h.Write(b); n += int(h.Sum32() & 1) })
	t("reader", func() { r := strings.NewReader(s); x, _ := r.ReadByte(); n += int(x) })
	t("bufio", func() { r := bufio.NewReader(strings.NewReader(s)); x, _ := r.ReadByte(); n += int(x) })
	t("scanner", func() { sc := bufio.NewScanner(strings.NewReader(s)); for sc.Scan() { n += len(sc.Text()) } })
	t("chan", func() { c := make(chan int, 1); c <- 1; n += <-c })
	t("array copy", func() { var a [100]int; c := a; c[5] = n; n += c[5] })
	t("ptr slice", func() { var a [3]*int; for i := range a { a[i] = &i }; n += *a[2] })
	t("struct ptr", func() { p := &K{"a", 1}; q := p; n += q.b })
	t("type switch", func() { var x any = n; switch v := x.(type) { case int: n += v & 1; case string: n++ } })
	t("string iter", func() { for i, r := range s { n += i + int(r) } })
	t("cut", func() { a, c, _ := strings.Cut(s, " "); n += len(a) + len(c) })
	t("join", func() { sinkS = strings.Join([]string{"a", "b", s}, ",") })
	t("repeat", func() { sinkS = strings.Repeat("ab", 10) })
	t("quote", func() { sinkS = strconv.Quote(s) })
	t("parse", func() { x, _ := strconv.ParseFloat("3.25", 64); n += int(x) })
}
