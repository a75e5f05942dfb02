// Text templates over records.
package main

import (
	"fmt"
	"strings"
	"text/template"
)

type rec struct {
	Name string
	Tags []string
	Sub  *rec
}

func main() {
	t := template.Must(template.New("t").Parse(`{{define "r"}}<{{.Name}}{{range .Tags}} {{.}}{{end}}>{{with .Sub}}{{template "r" .}}{{end}}{{end}}{{template "r" .}}`))
	n := 0
	for i := 0; i < 60_000; i++ {
		r := &rec{Name: fmt.Sprint(i), Tags: []string{"a", "b", "c"}}
		r.Sub = &rec{Name: "sub", Tags: r.Tags, Sub: &rec{Name: "leaf"}}
		var b strings.Builder
		if err := t.Execute(&b, r); err != nil {
			panic(err)
		}
		n += b.Len()
	}
	fmt.Println(n)
}
