// As tutorials write it: net/http and encoding/json, without a look at the status of the login.
package main

import (
	"bytes"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strconv"
)

func main() {
	base := os.Getenv("FORMFLOW_BASE_URL")
	body, _ := json.Marshal(map[string]string{
		"clientId":       os.Getenv("FORMFLOW_CLIENT_ID"),
		"clientSecret":   os.Getenv("FORMFLOW_CLIENT_SECRET"),
		"organizationId": os.Getenv("FORMFLOW_ORGANIZATION_ID"),
	})
	response, err := http.Post(base+"/api/token", "application/json", bytes.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	var grant struct {
		Token string `json:"token"`
	}
	if err := json.NewDecoder(response.Body).Decode(&grant); err != nil {
		log.Fatal(err)
	}
	response.Body.Close()
	calls, _ := strconv.Atoi(os.Getenv("FORMFLOW_CALLS"))
	for i := 0; i < calls; i++ {
		request, _ := http.NewRequest("GET", base+os.Getenv("FORMFLOW_PROTECTED_PATH"), nil)
		request.Header.Set("Authorization", "Bearer "+grant.Token)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			log.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != 200 {
			log.Fatal(response.Status)
		}
	}
}
