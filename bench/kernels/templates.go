// text/template, time formatting and parsing, fmt verbs, errors, strings.Replacer, tabwriter-free reports.
package main

import (
	"fmt"
	"io"
	"strings"
	"text/template"
	"time"
)

type line struct {
	Name  string
	Price float64
	Tags  []string
	Meta  map[string]int
}

const page = `{{range $i, $l := .}}{{if gt $l.Price 10.0}}{{$i}}: {{$l.Name | upper}} costs {{printf "%.2f" $l.Price}}{{else}}cheap {{.Name}}{{end}}{{range .Tags}} #{{.}}{{end}}{{with .Meta}} {{index . "a"}}{{end}}
{{end}}`

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func main() {
	t := template.Must(template.New("page").Funcs(template.FuncMap{"upper": strings.ToUpper}).Parse(page))
	var lines []line
	for i := range 300 {
		lines = append(lines, line{fmt.Sprintf("item%d", i), float64(i) * 0.7, []string{"x", "yy"}, map[string]int{"a": i}})
	}
	var n counter
	for range 15 {
		if err := t.Execute(&n, lines); err != nil {
			panic(err)
		}
	}
	at := time.Date(2024, 2, 29, 13, 4, 5, 123456789, time.UTC)
	var w io.Writer = &n
	for i := range 100_000 {
		at = at.Add(time.Duration(i) * time.Second)
		s := at.Format(time.RFC3339Nano)
		back, err := time.Parse(time.RFC3339Nano, s)
		if err != nil || !back.Equal(at) {
			panic(s)
		}
		n += counter(at.YearDay() + int(at.Weekday()))
		if i%4 == 0 {
			io.WriteString(w, at.Format("Mon Jan _2 15:04:05 2006"))
		}
	}
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;")
	for i := range 60_000 {
		fmt.Fprintf(w, "%5d|%-8s|%08.3f|%x|%v|%+v|%q|%t\n", i, "ab", float64(i)/7, i*31, lines[i%300].Tags, lines[i%7].Meta, "q\n", i&1 == 0)
		r.WriteString(w, "<a href=x>b & c</a>")
	}
	fmt.Println(n)
}
