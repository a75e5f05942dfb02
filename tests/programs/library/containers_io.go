// bytes, bufio, io, strings and tabwriter working together: readers of readers, limits, pipes, errors in the middle.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"unicode"
)

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p[:min(len(p), 3)])
	copy(p, bytes.ToUpper(p[:n]))
	return n, err
}

type failing int

func (f *failing) Write(p []byte) (int, error) {
	if *f -= failing(len(p)); *f < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

func main() {
	b, err := io.ReadAll(io.MultiReader(upper{strings.NewReader("hello ")}, io.LimitReader(strings.NewReader("world"), 3)))
	fmt.Printf("%s %v\n", b, err)
	pr, pw := io.Pipe()
	go func() { fmt.Fprint(pw, "a b\nc"); pw.CloseWithError(errors.New("pipe broke")) }()
	sc := bufio.NewScanner(pr)
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		fmt.Print(sc.Text(), "|")
	}
	fmt.Println(sc.Err())
	f := failing(10)
	bw := bufio.NewWriterSize(&f, 4)
	n, err := bw.WriteString("123456789012345")
	fmt.Println(n, err, bw.Flush())
	var buf bytes.Buffer
	tee := io.TeeReader(strings.NewReader("tee"), &buf)
	io.Copy(io.Discard, tee)
	zw := gzip.NewWriter(&buf)
	zw.Write(bytes.Repeat([]byte("abc"), 1000))
	zw.Close()
	buf.Next(3)
	zr, _ := gzip.NewReader(&buf)
	un, _ := io.ReadAll(zr)
	fmt.Println(len(un), crc32.ChecksumIEEE(un), hex.EncodeToString(sha256.New().Sum(nil))[:8])
	h := sha256.Sum256([]byte("x"))
	fmt.Println(base64.StdEncoding.EncodeToString(h[:6]), binary.BigEndian.Uint32(h[:]), binary.LittleEndian.AppendUint16(nil, 258))
	var out struct {
		A uint16
		B int32
		C [2]int8
	}
	fmt.Println(binary.Read(bytes.NewReader([]byte{1, 2, 255, 255, 255, 254, 3, 252}), binary.BigEndian, &out), out)
	r := csv.NewReader(strings.NewReader("a,\"b \"\"q\"\"\",c\n1,,3\nbad\"x,2\n"))
	for {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		fmt.Printf("%q %v\n", rec, err)
		if err != nil {
			break
		}
	}
	tw := tabwriter.NewWriter(os.Stdout, 0, 8, 2, '.', tabwriter.AlignRight)
	fmt.Fprintln(tw, "a\tbbb\tc")
	fmt.Fprintln(tw, "aaaa\tb\tccccc")
	tw.Flush()
	br := bufio.NewReader(strings.NewReader("line\nrune é\xff"))
	line, _ := br.ReadString('\n')
	br.ReadByte()
	br.UnreadByte()
	var runes []rune
	for {
		c, size, err := br.ReadRune()
		if err != nil {
			break
		}
		runes = append(runes, c+rune(size)<<24)
	}
	fmt.Printf("%q %x\n", line, runes)
	fmt.Println(strings.FieldsFunc("a1b22c", unicode.IsDigit), strings.Title("x y"), strings.EqualFold("Straße", "STRASSE"), strings.NewReplacer("a", "1", "aa", "2").Replace("aaab"))
	before, after, found := strings.Cut("k=v=w", "=")
	fmt.Println(before, after, found, bytes.Fields([]byte(" a  b ")), strings.LastIndexAny("golang", "gn"), strings.TrimFunc("  x ", unicode.IsSpace))
	var x, y int
	var s string
	c, err := fmt.Sscanf("7-0x1f:word", "%d-%v:%s", &x, &y, &s)
	fmt.Println(c, err, x, y, s)
	c, err = fmt.Sscan("1 two", &x, &y)
	fmt.Println(c, err)
}
