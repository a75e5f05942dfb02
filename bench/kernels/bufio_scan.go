// bufio.Scanner over lines and words, strings.Fields, strconv, bufio.Writer with Fprintf, bytes.Buffer.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

func main() {
	var src bytes.Buffer
	w := bufio.NewWriter(&src)
	for i := range 60_000 {
		fmt.Fprintf(w, "row %d name-%05d %.3f true\n", i, i*7%1000, float64(i)/3)
	}
	w.Flush()
	text := src.Bytes()
	sum, words, lines := 0.0, 0, 0
	for range 3 {
		sc := bufio.NewScanner(bytes.NewReader(text))
		for sc.Scan() {
			fields := strings.Fields(sc.Text())
			f, err := strconv.ParseFloat(fields[3], 64)
			if err != nil {
				panic(err)
			}
			n, _ := strconv.Atoi(fields[1])
			b, _ := strconv.ParseBool(fields[4])
			if b {
				sum += f + float64(n)
			}
			lines++
		}
		sc = bufio.NewScanner(strings.NewReader(string(text)))
		sc.Split(bufio.ScanWords)
		for sc.Scan() {
			words += len(sc.Bytes())
		}
		r := bufio.NewReader(bytes.NewReader(text))
		for {
			line, err := r.ReadString('\n')
			if err == io.EOF {
				break
			}
			words += len(line)
		}
		r.Reset(bytes.NewReader(text))
		for {
			c, err := r.ReadByte()
			if err != nil {
				break
			}
			if c == 'e' {
				words++
			}
		}
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintln(out, lines, words, strconv.FormatFloat(sum, 'e', 12, 64))
}
