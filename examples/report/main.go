// Report renders a text/template over records read from a CSV file or from its own sample.
//
//	undergo run ./report [file.csv]
package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"text/template"
)

const sample = `team,name,score
red,Ada,31
red,Brian,28
blue,Cleo,40
blue,Dmitri,17
green,Emma,25
`

const layout = `{{define "row"}}  {{printf "%-10s" .Name}} {{bar .Score}} {{.Score}}{{end -}}
{{range .}}{{.Team | upper}} (total {{.Total}}{{if gt .Total 50}}, leading{{end}})
{{range .Rows}}{{template "row" .}}
{{end}}{{end -}}
`

type row struct {
	Name  string
	Score int
}

type team struct {
	Team string
	Rows []row
}

func (t *team) Total() (n int) {
	for _, r := range t.Rows {
		n += r.Score
	}
	return n
}

var word = regexp.MustCompile(`^[A-Za-z]+$`)

func read(in io.Reader) ([]*team, error) {
	records, err := csv.NewReader(in).ReadAll()
	if err != nil {
		return nil, err
	}
	var teams []*team
	find := map[string]*team{}
	for i, r := range records {
		if i == 0 {
			continue
		}
		if len(r) != 3 || !word.MatchString(r[1]) {
			return nil, fmt.Errorf("line %d: bad record %q", i+1, r)
		}
		score, err := strconv.Atoi(r[2])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		t := find[r[0]]
		if t == nil {
			t = &team{Team: r[0]}
			find[r[0]] = t
			teams = append(teams, t)
		}
		t.Rows = append(t.Rows, row{r[1], score})
	}
	return teams, nil
}

func run() error {
	var in io.Reader = strings.NewReader(sample)
	if len(os.Args) > 1 {
		f, err := os.Open(os.Args[1])
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	teams, err := read(in)
	if err != nil {
		return err
	}
	t, err := template.New("report").Funcs(template.FuncMap{
		"upper": strings.ToUpper,
		"bar":   func(n int) string { return strings.Repeat("#", n/2) },
	}).Parse(layout)
	if err != nil {
		return err
	}
	return t.Execute(os.Stdout, teams)
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}
